import { Injectable } from '@nestjs/common';
import type { api, Message, RouteInput } from '#libs/contracts';
import { factTime, type Principal } from '#libs/access';
import { Clock, Database, notFound, type Sql } from '#libs/platform';
import { Channels } from '../channels/channels.service.js';
import * as errors from '../errors.js';
import { Feed, type MessagePlace } from '../feed.js';
import { applyParkedStatuses } from '../inbox/statuses.sql.js';
import { OutboxSender } from '../outbox/outbox-sender.service.js';
import { checkSendable, wayBy } from '../outbox/sendable.js';
import { Uploads } from '../media/uploads.service.js';
import { Templates } from '../templates/templates.service.js';
import { Drafts } from '../writing/drafts.service.js';
import { Mentions } from '../writing/mentions.service.js';
import { appendMessage } from './append-message.js';
import { messageParts, type Part } from './message-parts.js';
import { messageColumns, type MessageRow, messageView } from './message.view.js';
import { whyWritten } from './why-written.js';

type Post = RouteInput<typeof api.postMessage>['body'];
interface LockedThread {
  status: string;
  channelId: string;
  channel: 'whatsapp' | 'sms';
  address: string;
  contactId: string;
  lastSeq: number;
  lastInboundSeq: number | null;
  windowStartedAt: Date | null;
}

const lockThread = `
select status, channel_id as "channelId", channel, address, contact_id as "contactId", last_seq as "lastSeq",
  window_started_at as "windowStartedAt",
  (select max(seq) from messages m where m.thread_id = t.id and m.direction = 'inbound' and m.seq > $2) as "lastInboundSeq"
from threads t where id = $1 for update`;

/** The entries of threads: reading them, and writing replies and notes. */
@Injectable()
export class Messages {
  constructor(
    private readonly db: Database,
    private readonly channels: Channels,
    private readonly outbox: OutboxSender,
    private readonly feed: Feed,
    private readonly clock: Clock,
    private readonly templates: Templates,
    private readonly uploads: Uploads,
    private readonly drafts: Drafts,
    private readonly mentions: Mentions,
  ) {}

  /** In sequence order: after a number, before a number, or the latest. */
  async list(threadId: string, q: { after?: number | undefined; before?: number | undefined; limit: number }) {
    const ascending = q.after !== undefined;
    const rows = await this.db.query<MessageRow>(
      `select ${messageColumns('m')} from messages m
       where thread_id = $1 and seq > $2 and seq < $3 order by seq ${ascending ? 'asc' : 'desc'} limit $4`,
      [threadId, q.after ?? 0, q.before ?? 2_147_483_647, q.limit + 1],
    );
    const page = rows.slice(0, q.limit);
    if (!ascending) page.reverse();
    return { items: page.map(messageView), hasMore: rows.length > q.limit };
  }

  /** As they are now; in no particular order. */
  async at(places: readonly MessagePlace[]): Promise<Message[]> {
    const rows = await this.db.query<MessageRow>(
      `select ${messageColumns('m')} from unnest($1::bigint[], $2::int[]) as place(thread_id, seq)
       join messages m using (thread_id, seq)`,
      [places.map((p) => p.threadId), places.map((p) => p.seq)],
    );
    return rows.map(messageView);
  }

  /** A reply or a note. The same clientId answers the same message: one click, one send. */
  async post(threadId: string, post: Post, principal: Principal): Promise<Message> {
    const at = post.at === undefined ? undefined : factTime(post.at, principal, this.clock.now());
    const message = await this.db.transaction(async (sql) => {
      const [thread] = await sql.query<LockedThread>(lockThread, [threadId, post.lastSeenSeq ?? 2_147_483_647]);
      if (!thread) throw notFound('thread');
      const [sent] = await sql.query<MessageRow>(
        `select ${messageColumns('m')} from message_clients join messages m using (thread_id, seq)
         where message_clients.thread_id = $1 and message_clients.client_id = $2`,
        [threadId, post.clientId],
      );
      if (sent) return { repeated: messageView(sent) };
      const author = { kind: 'user' as const, id: principal.userId, name: principal.name };
      const { clientId } = post;
      const named = post.mentions ? await this.mentions.colleagues(sql, threadId, post.mentions) : [];
      const { message: created } = await (post.kind === 'note'
        ? appendMessage(sql, threadId, {
            direction: 'internal',
            type: 'note',
            text: post.text ?? null,
            ...(named.length > 0 && { content: { mentions: named } }),
            author,
            clientId,
          })
        : this.reply(sql, threadId, thread, { ...post, at }, author, principal));
      const told = await this.mentions.add(sql, created, named, principal);
      const drafted = await this.drafts.sent(sql, threadId, post.kind, post.text ?? '', principal);
      await sql.query('insert into message_clients (thread_id, client_id, seq) values ($1, $2, $3)', [
        threadId,
        clientId,
        created.seq,
      ]);
      return { created, told, drafted };
    });
    if (message.repeated) return message.repeated;
    this.committed([message.created]);
    this.mentions.tell(message.created, message.told);
    if (message.drafted) this.feed.draft(message.drafted);
    return message.created;
  }

  private async reply(
    sql: Sql,
    threadId: string,
    thread: LockedThread,
    post: Omit<Post, 'at'> & { at: Date | undefined },
    author: { kind: 'user'; id: string | null; name: string },
    principal: Principal,
  ) {
    if (thread.status === 'resolved') throw errors.threadResolved();
    if (thread.lastInboundSeq !== null) throw errors.staleReply(thread.lastSeq);
    const other = post.channel !== undefined && post.channel !== thread.channel;
    const { channel: found, address } = other
      ? await wayBy(sql, this.channels, thread.contactId, post.channel!)
      : { channel: this.channels.byId(thread.channelId), address: thread.address };
    const { purpose } = post;
    const now = this.clock.now();
    const files = post.attachmentIds ? await this.uploads.take(sql, post.attachmentIds, principal) : [];
    const { body, ...matter } =
      post.template && found
        ? await this.templates.fill(sql, found, post.template, thread.contactId)
        : freeForm(post.text ?? '');
    const { channel, standing } = await checkSendable(sql, found, { ...thread, purpose }, body, now);
    const parts = messageParts(post.text ?? null, files, channel.capabilities!.files);
    if (typeof parts === 'string') throw errors.attachmentNotCarried(parts);
    const kind = post.channel ?? thread.channel;
    if (channel.id !== thread.channelId) {
      await sql.query('update threads set channel_id = $2, channel = $3, address = $4 where id = $1', [
        threadId,
        channel.id,
        kind,
        address,
      ]);
    }
    const appended = await appendMessage(sql, threadId, {
      direction: 'outbound',
      ...(files.length > 0 ? withFiles(parts, post.text) : matter),
      author,
      clientId: post.clientId,
      ...(post.at && { at: post.at }),
      send: {
        channelId: channel.id,
        channel: kind,
        address,
        body: files.length > 0 ? parts : body,
        why: whyWritten({
          purpose,
          cause: { kind: 'reply', by: author.name, userId: author.id },
          standing,
          channel,
          windowStartedAt: thread.windowStartedAt,
          now,
        }),
      },
    });
    if (files.length === 0) return appended;
    const ids = files.map(({ id }) => id);
    const { seq } = appended.message;
    await this.uploads.use(sql, ids, { threadId, seq });
    const [row] = await sql.query<MessageRow>(
      `select ${messageColumns('m')} from messages m where thread_id = $1 and seq = $2`,
      [threadId, seq],
    );
    return { ...appended, message: messageView(row!) };
  }

  /** Call after a commit: the screens hear of new entries and changed threads, and what is to be sent goes at once. */
  committed(entries: readonly Message[], changedThread?: string): void {
    for (const entry of entries) this.feed.created(entry);
    if (changedThread) this.feed.thread(changedThread);
    this.outbox.wake();
  }

  /** Call after a commit that changed messages or their sends. */
  changed(entries: readonly MessagePlace[]): void {
    this.feed.changed(entries);
    for (const { threadId } of entries) this.feed.thread(threadId);
    this.outbox.wake();
  }

  /** Applies receipts that came before the commit of the send they belong to. */
  async applyParked(providerMessageIds: readonly string[]): Promise<void> {
    const changed = await this.db.query<{ threadId: string; seq: number }>(applyParkedStatuses, [providerMessageIds]);
    this.feed.changed(changed);
  }
}

const freeForm = (text: string) => ({ type: 'text' as const, text, body: { type: 'text' as const, text } });
/** It is of the kind of its first file. */
const withFiles = (parts: readonly Part[], text: string | undefined) => {
  const first = parts.find(({ body }) => body.type === 'file')?.body;
  return { type: first?.type === 'file' ? first.kind : ('text' as const), text: text ?? null };
};
