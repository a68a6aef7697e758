import { Injectable } from '@nestjs/common';
import type { QueryResultRow } from 'pg';
import type { InboundItem, InboundMessage, InboundNotice, InboundRelink, InboundStatus } from '#libs/channels';
import type { Message } from '#libs/contracts';
import { inboxBatch, type Sql } from '#libs/platform';
import { Jobs } from '#libs/queue';
import { ContactTables } from '../contacts/contact-tables.js';
import { relink } from '../contacts/relink.js';
import { scopedIn } from '../contacts/scoped-identity.js';
import { Feed } from '../feed.js';
import { Messages } from '../threads/messages.service.js';
import { messageView } from '../threads/message.view.js';
import { type Incoming, keyOf, messageRows, noticeRows, type Origin, receivedOf, statusRows } from './inbox-items.js';
import { ingestStatement } from './ingest.sql.js';
import { ingestNotices, ingestStatuses } from './statuses.sql.js';

/** What became of one item. */
export type Fate = 'applied' | 'duplicate' | 'quarantined';

export interface NoticeIn {
  item: InboundNotice;
  origin: Origin;
}

/** Where a batch is written, and in which slot it is counted; null: whoever writes it counts it, in the same transaction. */
export interface Into {
  run: <R extends QueryResultRow>(name: string, text: string, values: unknown[]) => Promise<R[]>;
  slot: number | null;
}

export interface Written {
  fates: Fate[];
  /** Called after the commit: nobody hears of what may be rolled back. */
  tell: () => Promise<void> | void;
}

interface IngestedRow {
  ord: number;
  threadId: string;
  seq: number;
  contactId: string;
  assigneeId: string | null;
  createdAt: Date;
  attachments: { id: string; mimeType: string; fileName: string | null }[] | null;
  /** The batch holds a first answer to an invite, or what may answer a question about a reading. */
  answered: boolean;
  /** It is a keyword: what follows from it is a job. */
  asks: boolean;
}
interface StatusesRow {
  fresh: number;
  parked: string[] | null;
  /** Somebody waits for news of a send: there is a job. */
  told: boolean;
  threadId: string | null;
  seq: number;
}

const countsOf = (batch: readonly { origin: Origin }[], slot: number | null) =>
  slot === null ? ['{}', null] : [receivedOf(batch), slot];

/** Writes a batch of one kind by one statement. */
@Injectable()
export class InboxWriter {
  constructor(
    private readonly jobs: Jobs,
    private readonly threads: Messages,
    private readonly feed: Feed,
    private readonly tables: ContactTables,
  ) {}

  async messages(batch: Incoming<InboundMessage>[], { run, slot }: Into): Promise<Written> {
    const unique = firstOfEachKey(batch);
    inboxBatch.observe(unique.length);
    const { items, rarities, values } = messageRows(unique);
    const { name, text } = ingestStatement(rarities);
    const rows = await run<IngestedRow>(name, text, [...values, ...countsOf(batch, slot)]);
    const fresh = new Set(rows.map((row) => unique[row.ord]!));
    return {
      fates: batch.map((incoming) => (fresh.has(incoming) ? 'applied' : 'duplicate')),
      // The answer leaves first: who shows it live hears of it in the next turn of the event loop.
      tell: () =>
        void setImmediate(() => {
          for (const row of rows) {
            const message = createdMessage(unique[row.ord]!, items[row.ord]!, row);
            this.feed.created(message, row.assigneeId);
          }
          // What it answers is for the database to find: few messages do.
          this.feed.changed(rows.filter((row) => answers(items[row.ord]!)));
          // Most messages leave no job, and looking for one costs as much as a small statement.
          if (rows.some((row) => row.attachments || row.answered || row.asks)) this.jobs.wake();
        }),
    };
  }

  async statuses(batch: Incoming<InboundStatus>[], { run, slot }: Into): Promise<Written> {
    const unique = firstOfEachKey(batch);
    const values = [statusRows(unique), ...countsOf(batch, slot)];
    const rows = await run<StatusesRow>('ingest-statuses', ingestStatuses, values);
    return {
      fates: fatesByCount(batch, unique, rows[0]?.fresh ?? 0),
      tell: async () => {
        const parked = rows[0]?.parked;
        if (parked) await this.threads.applyParked(parked);
        const changed = rows.flatMap(({ threadId, seq }) => (threadId ? [{ threadId, seq }] : []));
        if (changed.length === 0) return;
        this.feed.changed(changed);
        if (rows[0]!.told) this.jobs.wake();
      },
    };
  }

  async notices(batch: NoticeIn[], { run, slot }: Into): Promise<Written> {
    const unique = firstOfEachKey(batch);
    const values = [noticeRows(unique), ...countsOf(batch, slot)];
    const [row] = await run<{ fresh: number }>('ingest-notices', ingestNotices, values);
    return {
      fates: fatesByCount(batch, unique, row!.fresh),
      tell: () => {
        if (unique.some(({ item }) => item.news ?? item.consent ?? item.template)) this.jobs.wake();
      },
    };
  }

  /**
   * Who changed an address, in a transaction of the caller's: one at a time, such news is rare. Counted last, so that the
   * row of counts is never held while waiting for others; of two at once the second finds it done.
   */
  async relink(incoming: Incoming<InboundRelink>, sql: Sql, slot: number | null): Promise<Written> {
    const { item, origin, channel } = incoming;
    const key = [keyOf(origin.provider, item.key)];
    const [known] = await sql.query(`select from inbox_keys where key = decode($1, 'hex')`, key);
    const scoped = scopedIn(channel.portfolio);
    const { entries, threadIds } = known
      ? { entries: [], threadIds: [] }
      : await relink(sql, this.tables, {
          old: item.old.map(scoped),
          lookup: item.lookup.map(scoped),
          current: item.identities.map(scoped),
          at: item.at,
        });
    const values = [noticeRows([incoming]), ...countsOf([incoming], slot)];
    const [row] = await sql.query<{ fresh: number }>(ingestNotices, values);
    return {
      fates: [row!.fresh ? 'applied' : 'duplicate'],
      tell: () => {
        for (const entry of entries) this.feed.created(entry);
        for (const id of threadIds) this.feed.thread(id);
      },
    };
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

const answers = ({ content }: Pick<Message, 'content'>) =>
  content?.context !== undefined || content?.messageId !== undefined;

function createdMessage(
  { item, channel }: Incoming<InboundMessage>,
  { text, content }: Pick<Message, 'text' | 'content'>,
  row: IngestedRow,
): Message {
  const pending = {
    status: 'pending',
    bytes: null,
    width: null,
    height: null,
    error: null,
    takenAt: null,
    placeholder: null,
    rotation: 0,
    hasThumbnail: false,
  } as const;
  return messageView({
    threadId: row.threadId,
    seq: row.seq,
    createdAt: row.createdAt,
    direction: 'inbound',
    type: item.type,
    text,
    content,
    quoted: null,
    authorKind: 'contact',
    authorId: row.contactId,
    authorName: item.name,
    channel: channel.account.kind === 'voice' ? null : channel.account.kind,
    purpose: null,
    status: 'received',
    error: null,
    providerMessageId: item.providerMessageId,
    clientId: null,
    failedSend: null,
    sentAt: item.sentAt,
    attachments: (row.attachments ?? []).map((attachment) => ({ ...attachment, ...pending })),
  });
}
