import { Injectable } from '@nestjs/common';
import { Access } from '#libs/access';
import { Clock } from '#libs/platform';
import type { ConsoleClient, ConsoleNamespace } from './console-socket.service.js';
import type { Hints } from './hints.js';

import { OtherHubs } from './other-hubs.service.js';
import { Presence } from './presence.js';
import { threadRoom } from './rooms.js';

/** Who has which thread open, at whichever hub: told to everybody who watches it. */
@Injectable()
export class LivePresence {
  private readonly presence = new Presence();
  private namespace: ConsoleNamespace | undefined;
  /** What other hubs say is taken in order, also where a name has to be looked up first. */
  private hearing: Promise<void> = Promise.resolve();

  constructor(
    private readonly hubs: OtherHubs,
    private readonly access: Access,
    private readonly clock: Clock,
  ) {}

  start(namespace: ConsoleNamespace): void {
    this.namespace = namespace;
  }

  note(threadId: string, { id, data: { principal } }: ConsoleClient, kind: 'viewing' | 'typing'): void {
    const { userId, name } = principal;
    if (!userId) return;
    this.presence.note(threadId, id, { userId, name }, kind, this.now());
    this.hubs.tell((hints) => hints.presence(threadId, id, userId, kind));
    this.tell(threadId);
  }

  leave(threadId: string, { id, data: { principal } }: ConsoleClient): void {
    if (!this.presence.leave(threadId, id)) return;
    const { userId } = principal;
    if (userId) this.hubs.tell((hints) => hints.presence(threadId, id, userId, 'left'));
    this.tell(threadId);
  }

  heard(presences: Hints['presence']): void {
    this.hearing = this.hearing.then(async () => {
      for (const [threadId, socketId, userId, kind] of presences) {
        if (kind === 'left') this.presence.leave(threadId, socketId);
        else {
          const known = this.presence.name(threadId, socketId, userId);
          const name = known ?? (await this.access.user(userId).catch(() => null))?.name;
          if (name !== undefined) this.presence.note(threadId, socketId, { userId, name }, kind, this.now());
        }
      }
      for (const threadId of new Set(presences.map(([id]) => id))) this.tell(threadId);
    });
  }

  /** Whoever has not been heard of for too long, perhaps because their hub died, is gone. */
  forgetTheGone(): void {
    for (const threadId of this.presence.forget(this.now())) this.tell(threadId);
  }

  private now(): number {
    return this.clock.now().getTime();
  }

  private tell(id: string): void {
    this.namespace?.to(threadRoom(id)).emit('thread.presence', { id, ...this.presence.of(id, this.now()) });
  }
}
