import { Injectable, Logger } from '@nestjs/common';
import type { Colleague } from '#libs/contracts';
import { Feed, People } from '#libs/messaging';
import type { ConsoleNamespace } from './console-socket.service.js';

const heartbeatMs = 10_000;
const lookMs = 1500;

type Presence = Pick<Colleague, 'id' | 'availability' | 'chosen'>;

/**
 * Says whose consoles this hub has, and tells its consoles who takes work. By looking: whoever closes the last console,
 * at whichever hub, is gone by the passing of time alone.
 */
@Injectable()
export class LiveColleagues {
  private readonly log = new Logger('Console');
  private readonly timers: NodeJS.Timeout[] = [];
  private told = new Map<string, Presence>();
  private blind = false;

  constructor(
    private readonly people: People,
    private readonly feed: Feed,
  ) {}

  start(namespace: ConsoleNamespace): void {
    const look = () => void this.attempt(() => this.look(namespace));
    const heartbeat = () => void this.attempt(() => this.people.seen(usersOf(namespace)));
    namespace.on('connection', ({ data: { principal } }) => {
      if (principal.userId !== null) void this.attempt(() => this.people.seen([principal.userId!]));
    });
    this.feed.on('people', look);
    this.timers.push(setInterval(heartbeat, heartbeatMs), setInterval(look, lookMs));
  }

  stop(): void {
    for (const timer of this.timers) clearInterval(timer);
  }

  private async look(namespace: ConsoleNamespace): Promise<void> {
    if (namespace.sockets.size === 0) return this.told.clear();
    const now = await this.people.availabilities();
    const items = now.filter(({ id, availability, chosen }) => {
      const told = this.told.get(id);
      return told?.availability !== availability || told.chosen !== chosen;
    });
    this.told = new Map(now.map((person) => [person.id, person]));
    if (items.length > 0) namespace.local.emit('people.updated', { items });
  }

  /** One line when the database does not answer, not one every second. */
  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.blind = false;
    } catch (error) {
      if (!this.blind) this.log.warn(`colleagues not told of: ${(error as Error).message}`);
      this.blind = true;
    }
  }
}

const usersOf = (namespace: ConsoleNamespace): string[] => [
  ...new Set([...namespace.sockets.values()].flatMap(({ data: { principal } }) => principal.userId ?? [])),
];
