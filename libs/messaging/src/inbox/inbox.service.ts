import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { InboundItem, InboundMessage, InboundNotice, InboundStatus } from '#libs/channels';
import type { Message } from '#libs/contracts';
import { Database, inboxBatch, inboxItems } from '#libs/platform';
import { Jobs } from '#libs/queue';
import { Channels } from '../channels/channels.service.js';
import { Feed } from '../feed.js';
import { Messages } from '../threads/messages.service.js';
import { messageView } from '../threads/message.view.js';
import { GroupCommit } from './group-commit.js';
import { type Incoming, keyOf, messageRows, noticeRows, type Origin, statusRows } from './inbox-items.js';
import { ingestMessages } from './ingest.sql.js';
import { ingestNotices, ingestStatuses, quarantine } from './statuses.sql.js';

/** What became of one item. */
export type Fate = 'applied' | 'duplicate' | 'quarantined';

interface IngestedRow {
  ord: number;
  threadId: string;
  seq: number;
  contactId: string;
  createdAt: Date;
  text: string | null;
  attachments: { id: string; mimeType: string; fileName: string | null }[] | null;
  /** The batch holds a first answer to an invite. */
  answered: boolean;
}
interface NoticeIn {
  item: InboundNotice;
  origin: Origin;
}

/** Takes what providers send: durable and in its thread when `accept` resolves. */
@Injectable()
export class Inbox implements OnApplicationShutdown {
  private readonly log = new Logger('Inbox');
  private readonly messages = new GroupCommit<Incoming<InboundMessage>, Fate>(
    (batch) => this.writeMessages(batch),
    (incoming, error) => this.refuse(incoming, error),
  );
  // Three of every four webhooks are receipts; they have a batch of their own and touch no inbox index.
  private readonly statuses = new GroupCommit<Incoming<InboundStatus>, Fate>(
    (batch) => this.writeStatuses(batch),
    (incoming, error) => this.refuse(incoming, error),
  );
  private readonly notices = new GroupCommit<NoticeIn, Fate>(
    (batch) => this.writeNotices(batch),
    (incoming, error) => this.refuse(incoming, error),
  );

  constructor(
    private readonly db: Database,
    private readonly channels: Channels,
    private readonly jobs: Jobs,
    private readonly threads: Messages,
    private readonly feed: Feed,
  ) {}

  /** Resolves when every item is durable; rejects (and may be sent again) where one is not. */
  async accept(items: readonly InboundItem[], origin: Origin): Promise<Fate[]> {
    const fates = await Promise.all(items.map((item) => this.take(item, origin)));
    for (const fate of fates) inboxItems.inc({ provider: origin.provider, result: fate });
    return fates;
  }

  /** Keeps a body that makes no sense, once. */
  async quarantine(origin: Origin, reason: string, itemKey = `body ${origin.body.toString('base64')}`): Promise<Fate> {
    const key = Buffer.from(keyOf(origin.provider, itemKey), 'hex');
    const { provider, path, url, body } = origin;
    const rows = await this.db.query(quarantine, [key, provider, path, url, reason.slice(0, 500), body]);
    return rows.length ? 'quarantined' : 'duplicate';
  }

  private take(item: InboundItem, origin: Origin): Promise<Fate> {
    if (item.kind === 'notice') return this.notices.add({ item, origin });
    const channel = this.channels.find(origin.provider, item.routeKey);
    if (!channel) {
      return this.quarantine(origin, `no channel is configured for ${item.routeKey ?? 'this sender'}`, item.key);
    }
    return item.kind === 'message'
      ? this.messages.add({ item, origin, channel })
      : this.statuses.add({ item, origin, channel });
  }

  private async writeMessages(batch: Incoming<InboundMessage>[]): Promise<Fate[]> {
    const unique = firstOfEachKey(batch);
    inboxBatch.observe(unique.length);
    const rows = await this.db.named<IngestedRow>('ingest-messages', ingestMessages, messageRows(unique));
    // The answer leaves first: who shows it live hears of it in the next turn of the event loop.
    setImmediate(() => {
      for (const row of rows) this.feed.created(createdMessage(unique[row.ord]!, row));
      // Most messages leave no job, and looking for one costs as much as a small statement.
      if (rows.some((row) => row.attachments || row.answered)) this.jobs.wake();
    });
    const fresh = new Set(rows.map((row) => unique[row.ord]!));
    return batch.map((incoming) => (fresh.has(incoming) ? 'applied' : 'duplicate'));
  }

  private async writeStatuses(batch: Incoming<InboundStatus>[]): Promise<Fate[]> {
    const unique = firstOfEachKey(batch);
    const rows = await this.db.named<{ fresh: number; parked: string[] | null; threadId: string | null; seq: number }>(
      'ingest-statuses',
      ingestStatuses,
      [statusRows(unique)],
    );
    const parked = rows[0]?.parked;
    if (parked) await this.threads.applyParked(parked);
    const changed = rows.flatMap(({ threadId, seq }) => (threadId ? [{ threadId, seq }] : []));
    if (changed.length) {
      void this.feed.changed(changed);
      this.jobs.wake();
    }
    return fatesByCount(batch, unique, rows[0]?.fresh ?? 0);
  }

  private async writeNotices(batch: NoticeIn[]): Promise<Fate[]> {
    const unique = firstOfEachKey(batch);
    const [row] = await this.db.named<{ fresh: number }>('ingest-notices', ingestNotices, [noticeRows(unique)]);
    return fatesByCount(batch, unique, row!.fresh);
  }

  /**
   * An item that failed alone: kept with its reason where the item is at fault, handed back to the provider (503) where
   * the database is. Class 22 and 23 are PostgreSQL's "data exception" and "integrity constraint violation".
   */
  private async refuse({ item, origin }: { item: InboundItem; origin: Origin }, error: unknown): Promise<Fate> {
    const { code, message } = error as { code?: string; message: string };
    if (!/^2[23]/.test(code ?? '')) throw error;
    this.log.error(`an item was quarantined: ${code}`);
    return this.quarantine(origin, `cannot be stored: ${message}`, item.key);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.messages.idle(), this.statuses.idle(), this.notices.idle()]);
  }
}

function firstOfEachKey<I extends { item: InboundItem; origin: Origin }>(batch: I[]): I[] {
  const first = new Map<string, I>();
  for (const incoming of batch) {
    const key = `${incoming.origin.provider}\n${incoming.item.key}`;
    if (!first.has(key)) first.set(key, incoming);
  }
  return [...first.values()];
}

/** Receipts and notices are only counted: which of a batch was the repeated one is of no consequence. */
function fatesByCount<I>(batch: I[], unique: I[], fresh: number): Fate[] {
  const first = new Set(unique);
  let left = fresh;
  return batch.map((incoming) => (first.has(incoming) && left-- > 0 ? 'applied' : 'duplicate'));
}

function createdMessage({ item, channel }: Incoming<InboundMessage>, row: IngestedRow): Message {
  const pending = {
    status: 'pending',
    bytes: null,
    width: null,
    height: null,
    error: null,
    hasThumbnail: false,
  } as const;
  return messageView({
    ...row,
    direction: 'inbound',
    type: item.type,
    text: row.text,
    content: item.content,
    authorKind: 'contact',
    authorId: row.contactId,
    authorName: item.name,
    channel: channel.account.kind === 'voice' ? null : channel.account.kind,
    status: 'received',
    error: null,
    providerMessageId: item.providerMessageId,
    clientId: null,
    sentAt: item.sentAt,
    attachments: (row.attachments ?? []).map((attachment) => ({ ...attachment, ...pending })),
  });
}
