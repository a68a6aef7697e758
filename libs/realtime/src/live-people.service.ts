import { Injectable, Logger } from '@nestjs/common';
import type { Draft, Mention } from '#libs/contracts';
import { type DraftPlace, Drafts, Feed, Mentions, type MessagePlace } from '#libs/messaging';
import { Repeat } from '#libs/platform';
import type { ConsoleClient, ConsoleNamespace } from './console-socket.service.js';
import type { Hints } from './hints.js';
import { OtherHubs } from './other-hubs.service.js';

/** Every console of one colleague, whatever it shows. */
const prefix = 'user:';
const room = (userId: string) => prefix + userId;

const lookMs = 3000;
/** Longer than a look reaches back. */
const rememberedMs = 60_000;

/**
 * What concerns one colleague alone: their drafts, told to their other tabs, and who has mentioned them. Each is told once, by
 * whichever of feed, hint and look it was heard of first.
 */
@Injectable()
export class LivePeople {
  private readonly log = new Logger('Console');
  private namespace: ConsoleNamespace | undefined;
  private looking: Repeat | undefined;
  /** As consoles were told of a moment ago. */
  private readonly told = new Map<string, { version: number; at: number }>();

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
      this.try(() => this.tellDraft(place));
      this.hubs.tell((hints) => hints.draft(place));
    });
    this.feed.on('mentions', ({ userIds, ...place }) => {
      this.try(() => this.tellMentions(userIds, place));
      this.hubs.tell((hints) => userIds.forEach((userId) => hints.mention(userId, place)));
    });
    this.looking = new Repeat(
      lookMs,
      () => this.look(),
      ({ message }) => this.log.warn(`colleagues not told of drafts and mentions: ${message}`),
    );
  }

  async stop(): Promise<void> {
    await this.looking?.stop();
  }

  heard(drafts: Hints['drafts'], mentions: Hints['mentions']): void {
    for (const [userId, threadId, kind] of drafts) this.try(() => this.tellDraft({ userId, threadId, kind }));
    for (const [userId, threadId, seq] of mentions) this.try(() => this.tellMentions([userId], { threadId, seq }));
  }

  /** What was written a moment ago, at a hub that sent no hint perhaps. */
  private async look(): Promise<void> {
    for (const [key, { at }] of this.told) if (at < Date.now() - rememberedMs) this.told.delete(key);
    const rooms = [...(this.namespace?.adapter.rooms.keys() ?? [])];
    const here = rooms.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
    if (here.length === 0) return;
    for (const { userId, draft } of await this.drafts.justWritten(here)) this.emitDraft(userId, draft);
    for (const { userId, mention } of await this.mentions.justMade(here)) this.emitMention(userId, mention);
  }

  private isHere = (userId: string) => this.namespace?.adapter.rooms.has(room(userId)) ?? false;

  private async tellDraft({ userId, threadId, kind }: DraftPlace): Promise<void> {
    if (this.isHere(userId)) this.emitDraft(userId, await this.drafts.get(threadId, kind, userId));
  }

  private async tellMentions(userIds: readonly string[], place: MessagePlace): Promise<void> {
    const here = userIds.filter(this.isHere);
    if (here.length === 0) return;
    for (const { userId, mention } of await this.mentions.at(place, here)) this.emitMention(userId, mention);
  }

  private emitDraft(userId: string, draft: Draft): void {
    if (this.isNews(`${userId} ${draft.threadId} ${draft.kind}`, draft.version))
      this.namespace!.to(room(userId)).emit('draft.updated', draft);
  }

  private emitMention(userId: string, mention: Mention): void {
    if (this.isNews(`mention ${mention.id}`)) this.namespace!.to(room(userId)).emit('mention.created', mention);
  }

  private isNews(key: string, version = 1): boolean {
    if ((this.told.get(key)?.version ?? 0) >= version) return false;
    this.told.set(key, { version, at: Date.now() });
    return true;
  }

  private try(tell: () => Promise<void>): void {
    tell().catch((error: Error) => this.log.warn(`a colleague not told: ${error.message}`));
  }
}
