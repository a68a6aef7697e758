/** Reads back to the customer's last message. $1 thread. */
export const unreadThread = `
update threads t set version = version + 1, unread_count = 1, read_seq = last.seq - 1
from (select max(seq) as seq from messages where thread_id = $1 and direction = 'inbound') as last
where t.id = $1 and t.unread_count = 0 and last.seq is not null returning t.id`;

/** What was read by a bulk change is unread again, unless somebody has read on since. $1 thread, $2 and $3 before and after. */
export const readBack = `
update threads t set version = version + 1, read_seq = $2,
  unread_count = (select count(*) from messages m where m.thread_id = t.id and m.direction = 'inbound' and m.seq > $2)
where id = $1 and read_seq = $3 returning id`;

/** What taking back needs to know, of threads in any order. */
export const statesOf = `
select id, assignee_id as "assigneeId", status, snoozed_until as "snoozedUntil", waiting_since as "waitingSince", tags, priority, last_seq as "lastSeq", read_seq as "readSeq",
  unread_count as "unreadCount" from threads where id = any($1)`;

/** $1 token, $2 whose, $3 action, $4 changes, $5 when. What nobody takes back any more goes. */
export const keepBulk = `
with old as (delete from bulk_changes where at < $5::timestamptz - interval '1 hour')
insert into bulk_changes (token, principal, action, changes, at) values ($1, $2, $3, $4, $5)`;

/** Once, by whoever did it, in time. $1 token, $2 whose, $3 since. */
export const takeBulk = `
delete from bulk_changes where token = $1 and principal = $2 and at > $3 returning action, changes`;

/** Whoever waited before it was resolved by mistake has waited all along. $1 thread, $2 since. */
export const waitsAgain = `
update threads set version = version + 1, waiting_since = $2
where id = $1 and waiting_since is null and status <> 'resolved' returning id`;
