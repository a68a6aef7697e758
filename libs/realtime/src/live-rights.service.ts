import { Injectable, Logger } from '@nestjs/common';
import { Access, type Principal } from '#libs/access';
import { maySee, Threads } from '#libs/messaging';
import { Repeat } from '#libs/platform';
import type { ConsoleNamespace } from './console-socket.service.js';
import { ThreadWatches } from './thread-watches.service.js';

const recheckMs = 1500;
const rightsOf = ({ role, memberOf, teams }: Principal) => JSON.stringify([role, memberOf, teams]);

/**
 * Whether consoles may still hear what they hear, looked up again and again: whichever hub a right was withdrawn at, it
 * ends within two seconds.
 */
@Injectable()
export class LiveRights {
  private readonly log = new Logger('Console');
  private checking: Repeat | undefined;

  constructor(
    private readonly access: Access,
    private readonly threads: Threads,
    private readonly watches: ThreadWatches,
  ) {}

  start(namespace: ConsoleNamespace): void {
    // Where the database does not answer nobody is thrown out: they hear nothing new either.
    this.checking = new Repeat(
      recheckMs,
      () => this.recheck(namespace),
      ({ message }) => this.log.warn(`rights not looked up: ${message}`),
    );
  }

  async stop(): Promise<void> {
    await this.checking?.stop();
  }

  private async recheck(namespace: ConsoleNamespace): Promise<void> {
    await Promise.all([this.dropSessions(namespace), this.dropWatches(namespace)]);
  }

  /** A session that ended, or whose rights changed, is disconnected; who may come back does, and begins anew. */
  private async dropSessions(namespace: ConsoleNamespace): Promise<void> {
    const sockets = [...namespace.sockets.values()].filter((socket) => socket.data.session);
    if (sockets.length === 0) return;
    const principals = await this.access.bySessions([...new Set(sockets.map((socket) => socket.data.session!))]);
    for (const socket of sockets) {
      const now = principals.get(socket.data.session!);
      if (!now || rightsOf(now) !== rightsOf(socket.data.principal)) socket.disconnect(true);
    }
  }

  /** A thread that went to another team, perhaps at another hub. */
  private async dropWatches(namespace: ConsoleNamespace): Promise<void> {
    const kept = [...namespace.sockets.values()].filter(({ data }) => data.principal.teams && data.watched.size > 0);
    if (kept.length === 0) return;
    const places = await this.threads.places([...new Set(kept.flatMap(({ data }) => [...data.watched]))]);
    for (const socket of kept) {
      for (const id of socket.data.watched) {
        const place = places.get(id);
        if (!place || !maySee(place, socket.data.principal)) this.watches.withdraw(socket, id);
      }
    }
  }
}
