import { Injectable, Logger } from '@nestjs/common';
import type { DraftKind } from '#libs/contracts';
import { Drafts, Feed, Mentions, type MessagePlace } from '#libs/messaging';
import type { ConsoleClient, ConsoleNamespace } from './console-socket.service.js';
import type { Hints } from './hints.js';
import { OtherHubs } from './other-hubs.service.js';

/** Every console of one colleague, whatever it shows. */
const room = (userId: string) => `user:${userId}`;

/** What concerns one colleague alone: their drafts, told to their other tabs, and who has mentioned them. */
@Injectable()
export class LivePeople {
  private readonly log = new Logger('Console');
  private namespace: ConsoleNamespace | undefined;

  constructor(
    private readonly feed: Feed,
    private readonly hubs: OtherHubs,
    private readonly drafts: Drafts,
    private readonly mentions: Mentions,
  ) {}

  start(namespace: ConsoleNamespace): void {
    this.namespace = namespace;
    namespace.on('connection', (socket: ConsoleClient) => {
      const { userId } = socket.data.principal;
      if (userId) void socket.join(room(userId));
    });
    this.feed.on('draft', (place) => {
      this.try(() => this.tellDraft(place.userId, place.threadId, place.kind));
      this.hubs.tell((hints) => hints.draft(place));
    });
    this.feed.on('mentions', ({ userIds, ...place }) => {
      this.try(() => this.tellMentions(userIds, place));
      this.hubs.tell((hints) => userIds.forEach((userId) => hints.mention(userId, place)));
    });
  }

  heard(drafts: Hints['drafts'], mentions: Hints['mentions']): void {
    for (const [userId, threadId, kind] of drafts) this.try(() => this.tellDraft(userId, threadId, kind));
    for (const [userId, threadId, seq] of mentions) this.try(() => this.tellMentions([userId], { threadId, seq }));
  }

  private isHere = (userId: string) => this.namespace?.adapter.rooms.has(room(userId)) ?? false;

  private async tellDraft(userId: string, threadId: string, kind: DraftKind): Promise<void> {
    if (!this.isHere(userId)) return;
    this.namespace!.to(room(userId)).emit('draft.updated', await this.drafts.get(threadId, kind, userId));
  }

  private async tellMentions(userIds: readonly string[], place: MessagePlace): Promise<void> {
    const here = userIds.filter(this.isHere);
    if (here.length === 0) return;
    for (const { userId, mention } of await this.mentions.at(place, here)) {
      this.namespace!.to(room(userId)).emit('mention.created', mention);
    }
  }

  private try(tell: () => Promise<void>): void {
    tell().catch((error: Error) => this.log.warn(`a colleague not told: ${error.message}`));
  }
}
