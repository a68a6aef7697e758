import type { Message, MessageError, MessagingKind, QuotedMessage } from '#libs/contracts';
import { type AttachmentRow, attachmentView } from '../media/attachment.view.js';

export interface MessageRow {
  threadId: string;
  seq: number;
  createdAt: Date;
  direction: Message['direction'];
  type: Message['type'];
  text: string | null;
  content: Record<string, unknown> | null;
  quoted: QuotedMessage | null;
  authorKind: Message['author']['kind'];
  authorId: string | null;
  authorName: string | null;
  channel: MessagingKind | null;
  purpose: Message['purpose'];
  status: Message['status'];
  error: MessageError | null;
  providerMessageId: string | null;
  clientId: string | null;
  failedSend: string | null;
  sentAt: Date;
  attachments: AttachmentRow[] | null;
}

/** How far back a customer's own message is looked for: no index knows it by the provider's id. */
const quotedWithin = 500;

/** What a message names by the provider's id: one of ours by its reference, the customer's own among those before it. */
const quoted = (m: string) => `case when ${m}.content ?| array['context', 'messageId'] then (
    select json_build_object('threadId', q.thread_id::text, 'seq', q.seq, 'direction', q.direction, 'type', q.type,
      'text', left(q.text, 200), 'author', q.author_name)
    from (select coalesce(${m}.content #>> '{context,messageId}', ${m}.content ->> 'messageId') as id) named
    cross join lateral (
      (select thread_id, seq from message_refs r where r.channel_id = ${m}.channel_id and r.provider_message_id = named.id)
      union all
      (select b.thread_id, b.seq from messages b where b.thread_id = ${m}.thread_id and b.seq < ${m}.seq
         and b.seq > ${m}.seq - ${quotedWithin} and b.provider_message_id = named.id)
      limit 1) place
    join messages q on q.thread_id = place.thread_id and q.seq = place.seq and q.contact_id = ${m}.contact_id) end`;

/** The columns of a `MessageRow`, of `messages` under the name given. */
export const messageColumns = (m: string) => `
  ${m}.thread_id as "threadId", ${m}.seq, ${m}.created_at as "createdAt", ${m}.direction, ${m}.type, ${m}.text, ${m}.content,
  ${quoted(m)} as quoted,
  ${m}.author_kind as "authorKind", ${m}.author_id as "authorId", ${m}.author_name as "authorName", ${m}.channel,
  ${m}.purpose, ${m}.status, ${m}.error, ${m}.provider_message_id as "providerMessageId", ${m}.client_id as "clientId",
  ${m}.sent_at as "sentAt",
  (select min(id) from outbox o where o.thread_id = ${m}.thread_id and o.seq = ${m}.seq and o.attention is not null)
    as "failedSend",
  (select json_agg(json_build_object('id', a.id::text, 'status', a.status, 'mimeType', a.mime_type,
     'fileName', a.file_name, 'bytes', a.bytes, 'width', a.width, 'height', a.height, 'error', a.error,
     'takenAt', a.taken_at, 'placeholder', a.placeholder, 'rotation', a.rotation,
     'hasThumbnail', a.thumbnail_key is not null, 'delivery', p.status, 'deliveryError', p.error) order by a.position)
   from attachments a left join message_parts p on p.thread_id = a.thread_id and p.seq = a.seq and p.part = a.position
   where a.thread_id = ${m}.thread_id and a.seq = ${m}.seq) as attachments`;

export function messageView(row: MessageRow): Message {
  return {
    id: `${row.threadId}-${row.seq}`,
    threadId: row.threadId,
    seq: row.seq,
    direction: row.direction,
    type: row.type,
    text: row.text,
    content: row.content,
    quoted: row.quoted,
    author: { kind: row.authorKind, id: row.authorId, name: row.authorName },
    channel: row.channel,
    purpose: row.purpose,
    status: row.status,
    error: row.error,
    attachments: (row.attachments ?? []).map(attachmentView),
    providerMessageId: row.providerMessageId,
    clientId: row.clientId,
    failedSend: row.failedSend,
    sentAt: row.sentAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
  };
}
