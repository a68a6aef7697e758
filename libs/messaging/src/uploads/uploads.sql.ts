import { intoEvents } from '#libs/platform';
import { keptColumns } from '../media/files.service.js';
import { messageColumns } from '../threads/message.view.js';

/** $1 hash of the token, $2 thread, $3 how many files, $4 until when, $5 who made it. No row: there is no such thread. */
export const addLink = `
insert into upload_links (token_hash, thread_id, max_files, expires_at, created_by)
select $1, id, $3, $4, $5 from threads where id = $2 returning id`;

export const linkByHash = `
select id, thread_id as "threadId", max_files as "maxFiles", expires_at as "expiresAt",
  (select count(*)::int from upload_files f where f.link_id = l.id and status <> 'arriving') as delivered
from upload_links l where token_hash = $1`;

export const dropArriving = `delete from upload_files where link_id = $1 and status = 'arriving'`;

/** $1 link. Whoever holds the row is alone in changing how many files it has. */
export const lockLink = 'select from upload_links where id = $1 for update';

const fileColumns = `id, name, bytes, received, status, encode(sha256, 'hex') as sha256`;

export const fileOfLink = `select ${fileColumns} from upload_files where link_id = $1 and sha256 = decode($2, 'hex')`;

export const filesOfLink = `select encode(sha256, 'hex') as sha256 from upload_files where link_id = $1 and status <> 'arriving'`;

/** $1 link, $2 checksum, $3 name, $4 bytes. */
export const beginFile = `
insert into upload_files (link_id, sha256, name, bytes) values ($1, decode($2, 'hex'), $3, $4)
returning ${fileColumns}`;

/** Of what a link has begun and not finished only so many stay, the latest: $1 link, $2 how many. */
export const dropOldArriving = `
delete from upload_files where id in (
  select id from upload_files where link_id = $1 and status = 'arriving' order by id desc offset $2)`;

/** $1 file, $2 where the part starts, $3 its bytes. No row: another request has written this place already. */
export const addPart = `
with file as (
  update upload_files set received = received + length($3::bytea)
  where id = $1 and received = $2 and status = 'arriving' returning id
)
insert into upload_parts (file_id, start, content) select id, $2, $3 from file returning start`;

export const partAt = 'select content from upload_parts where file_id = $1 and start = $2';

/** What arrived is not what was sent: it begins anew. */
export const emptyFile = `
with gone as (delete from upload_parts where file_id = $1)
update upload_files set received = 0 where id = $1 and status = 'arriving'`;

export const dropFile = `delete from upload_files where id = $1 and status = 'arriving'`;

/**
 * The thread where a link's photos go: its own, or where that is closed the one in which its customer goes on. $1 thread.
 */
export const threadOfLink = `
select coalesce(o.id, t.id) as id, coalesce(o.status, t.status) = 'resolved' as resolved
from threads t left join threads o on t.status = 'resolved' and o.contact_id = t.contact_id and o.status <> 'resolved'
where t.id = $1`;

/**
 * The customer's next entry. Not by a channel, so it moves no reply's address and opens no reply window. $1 thread, $2 the
 * line for the inbox. A resolved thread opens again: what was asked for there belongs there.
 */
export const appendUpload = `
with before as (
  select id, awaiting_customer, status from threads where id = $1 for update
), thread as (
  update threads t set last_seq = last_seq + 1, unread_count = unread_count + 1, version = version + 1, last_at = now(),
    status = 'open', resolved_at = null, disposition = null, confirmed = null, awaiting_customer = false,
    last_text = $2, last_type = 'image', last_direction = 'inbound', has_photo = true, snoozed_until = null,
    waiting_since = coalesce(waiting_since, now()), cycle = t.cycle + (before.status = 'resolved')::int,
    cycle_started_at = case when before.status = 'resolved' then now() else cycle_started_at end,
    first_reply_at = case when before.status = 'resolved' then null else first_reply_at end
  from before where t.id = before.id
  returning t.id, t.contact_id, t.last_seq, t.assignee_id, t.cycle, before.awaiting_customer as awaited, before.status, t.late
), reopened as (
  ${intoEvents}
  select now() - late, 'thread.reopened', null, id, contact_id, jsonb_build_object('by', 'customer', 'cycle', cycle)
  from thread where status = 'resolved'
), message as (
  insert into messages (thread_id, seq, contact_id, direction, type, content, author_kind, author_id, author_name,
    status, sent_at)
  select thread.id, last_seq, contact_id, 'inbound', 'image', '{"via": "upload"}', 'contact', contact_id, c.name,
    'received', now()
  from thread join contacts c on c.id = contact_id
)
select last_seq as seq, assignee_id as "assigneeId", awaited from thread`;

/** $1 thread, $2 number, $3 position, $4 name; then the kept file. */
export const addReady = `
insert into attachments (thread_id, seq, position, file_name, status, ${keptColumns})
values ($1, $2, $3, $4, 'ready', $5, $6, $7, $8, $9, $10, $11, $12, $13) returning id`;

/** The same while it waits for the store. */
export const addPending = `
insert into attachments (thread_id, seq, position, file_name, status, mime_type)
values ($1, $2, $3, $4, 'pending', 'image/jpeg') returning id`;

/** $1 link, $2 checksum, $3 name, $4 bytes, $5 status, $6 attachment. */
export const deliverFile = `
insert into upload_files as f (link_id, sha256, name, bytes, status, attachment_id)
values ($1, decode($2, 'hex'), $3, $4, $5, $6)
on conflict (link_id, sha256) do update set status = excluded.status, attachment_id = excluded.attachment_id
returning id`;

export const dropParts = 'delete from upload_parts where file_id = $1';
export const addWhole = 'insert into upload_parts (file_id, start, content) values ($1, 0, $2)';

export const messageAt = `select ${messageColumns('m')} from messages m where thread_id = $1 and seq = $2`;

export const waitingFile = `
select f.name, f.bytes, encode(f.sha256, 'hex') as sha256, a.id as "attachmentId", a.thread_id as "threadId", a.seq
from upload_files f join attachments a on a.id = f.attachment_id
where f.id = $1 and f.status = 'waiting' and a.status = 'pending'`;

/** $1 attachment; then the kept file. */
export const readyAttachment = `
update attachments set status = 'ready', (${keptColumns}) = ($2, $3, $4, $5, $6, $7, $8, $9, $10)
where id = $1 and status = 'pending'`;

export const failedAttachment = `update attachments set status = 'failed', error = $2 where id = $1 and status = 'pending'`;

/** Waits for nothing any more, and its parts are not needed. $1 file. */
export const settleFile = `
with gone as (delete from upload_parts where file_id = $1)
update upload_files set status = 'kept' where id = $1 and status = 'waiting'`;
