import type { Message, MessageError, MessagingKind } from '#libs/contracts';
import { type AttachmentRow, attachmentView } from '../media/attachment.view.js';

export interface MessageRow {
  threadId: string;
  seq: number;
  createdAt: Date;
  direction: Message['direction'];
  type: Message['type'];
  text: string | null;
  content: Record<string, unknown> | null;
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

/** The columns of a `MessageRow`, of `messages` under the name given. */
export const messageColumns = (m: string) => `
  ${m}.thread_id as "threadId", ${m}.seq, ${m}.created_at as "createdAt", ${m}.direction, ${m}.type, ${m}.text, ${m}.content,
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
