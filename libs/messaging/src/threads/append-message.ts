import type { OutgoingMessage } from '#libs/channels';
import type { Message } from '#libs/contracts';
import { intoEvents, type Sql } from '#libs/platform';
import { billedUnits } from '../outbox/billed-units.js';
import { type Purpose, purposes } from '../outbox/purposes.js';
import { previewOf } from '../inbox/inbox-items.js';
import type { Part } from './message-parts.js';
import type { WrittenWhy } from './why-written.js';
import { messageColumns, type MessageRow, messageView } from './message.view.js';

/** A line that tells of an event says which: consoles say it in their reader's language. */
type Matter =
  | { direction: 'internal'; type: 'event'; content: { event: string } & Record<string, unknown> }
  | { direction: 'internal'; type: 'note' | 'call'; content?: Record<string, unknown> }
  | { direction: 'outbound'; type: Message['type']; content?: Record<string, unknown> };

export type NewMessage = Matter & {
  text: string | null;
  author: { kind: 'user' | 'system'; id: string | null; name: string | null };
  clientId?: string;
  /** When it was written, where another system reports it late: what follows by itself is told as late. */
  at?: Date;
  /** Where an outbound message goes; it is queued in the outbox with the same commit. */
  send?: {
    channelId: string;
    channel: NonNullable<Message['channel']>;
    address: string;
    /** One, or the parts of a message with files, in the order in which they go. */
    body: OutgoingMessage['body'] | readonly Part[];
    /** What it is for, and what is kept of why it is sent; see `whyWritten`. */
    why: WrittenWhy;
    /** A person's words unless said otherwise. */
    purpose?: Purpose;
    /** The kind of job that is told how the send went. */
    notify?: string;
  };
};

const append = `
with thread as (
  update threads set last_seq = last_seq + 1, version = version + 1, last_at = now(),
    last_text = case when $10 then $11 else last_text end, last_type = case when $10 then $3 else last_type end,
    last_direction = case when $10 then $2 else last_direction end,
    -- Who answers has read what there was.
    unread_count = case when $2 = 'outbound' and $6 = 'user' then 0 else unread_count end,
    read_seq = case when $2 = 'outbound' and $6 = 'user' then last_seq else read_seq end,
    waiting_since = case when $2 = 'outbound' and $6 = 'user' then null else waiting_since end,
    first_reply_at = case when $2 = 'outbound' and $6 = 'user' then coalesce(first_reply_at, now()) else first_reply_at end,
    promise_answered_at = case when $2 = 'outbound' and $6 = 'user' and promised_at is not null
      then coalesce(promise_answered_at, now()) else promise_answered_at end,
    late = case when $2 = 'outbound' then greatest(now() - $21::timestamptz, interval '0') else late end
  where id = $1 returning id, contact_id, last_seq, cycle, promised_at, first_reply_at
), first_reply as (
  ${intoEvents}
  select coalesce($21, now()), 'thread.first_reply', null, id, thread.contact_id, jsonb_build_object(
    'cycle', thread.cycle,
    -- Heard after the time of their own answer, which is told late: they keep their distance to what was told before.
    'customerAt', case when was.waiting_since > $21 then least(was.waiting_since - was.late, $21) else was.waiting_since end,
    'by', $7::bigint::text, 'promisedAt', thread.promised_at)
  from thread join threads was using (id)
  where $2 = 'outbound' and $6 = 'user' and was.first_reply_at is null
), message as (
  insert into messages (thread_id, seq, contact_id, direction, type, text, content, author_kind, author_id, author_name,
    channel_id, channel, status, client_id, purpose, why, sent_at)
  select id, last_seq, contact_id, $2, $3, $4, $5, $6, $7, $8, $12, $13,
    case when $14::text is null then 'received'::message_status else 'queued' end, $9, $17, $18, now()
  from thread returning *
), part as materialized (
  select * from jsonb_to_recordset($15) as p(part int, body jsonb, units int)
), queued as (
  insert into outbox (thread_id, seq, message_created_at, contact_id, channel_id, address, body, notify,
    purpose, expires_at, part, units, late)
  select thread_id, seq, created_at, contact_id, $12, $14, part.body, $16, $19, now() + $20 * interval '1 ms', part.part,
    part.units, greatest(now() - $21::timestamptz, interval '0')
  from message cross join part order by part.part returning id
), parts as (
  insert into message_parts (thread_id, seq, part, message_created_at)
  select thread_id, seq, part.part, created_at from message cross join part where part.part is not null
)
select ${messageColumns('m')}, (select min(id) from queued) as "outboxId" from message m`;

/**
 * Adds the next entry of a thread, and where it is to be sent its outbox row, in the caller's transaction. The number
 * is given under the thread's row lock: gapless, and in the order of commit.
 */
export async function appendMessage(
  sql: Sql,
  threadId: string,
  message: NewMessage,
): Promise<{ message: Message; outboxId: string | null }> {
  const { direction, type, text, content = null, author, clientId = null, send, at } = message;
  const purpose = send?.purpose ?? 'reply';
  const shown = direction === 'outbound' || type === 'note' || type === 'call';
  const [row] = await sql.query<MessageRow & { outboxId: string | null }>(append, [
    threadId,
    direction,
    type,
    text,
    content && JSON.stringify(content),
    author.kind,
    author.id,
    author.name,
    clientId,
    shown,
    previewOf(type, text),
    send?.channelId ?? null,
    send?.channel ?? null,
    send?.address ?? null,
    JSON.stringify(send ? partsOf(send) : []),
    send?.notify ?? null,
    send?.why.purpose ?? null,
    send ? JSON.stringify(send.why) : null,
    purpose,
    purposes[purpose].lifetimeMs,
    at ?? null,
  ]);
  if (!row) throw new Error(`no thread ${threadId}`);
  return { message: messageView(row), outboxId: row.outboxId };
}

const partsOf = ({ body, channel }: NonNullable<NewMessage['send']>) =>
  ('type' in body ? [{ part: null, body }] : body).map((one) => ({ ...one, units: billedUnits(channel, one.body) }));
