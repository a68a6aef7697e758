/** What one merge moved and changed: enough to put each back. Rows by table name. */
export interface Moved {
  identities: { kind: string; scope: string; value: string }[];
  threads: string[];
  rows: Record<string, string[]>;
  /** The open thread that was closed, and the one that goes on in its place. */
  closed: { id: string; goesOn: string } | null;
  /** Rows of the closed thread that followed. */
  followed: Record<string, string[]>;
  /** Consents added so that an opt-out of either holds. */
  optOuts: string[];
  /** The kept contact had no name and took the other's. */
  named: string | null;
}

export interface ThreadToMove {
  id: string;
  contactId: string;
  status: string;
  address: string;
  writtenAt: Date | null;
}

/** By contact, as batches of inbound messages lock them: neither waits for the other in a circle. $1 contacts. */
export const lockThreads = `
select id, contact_id as "contactId", status, address,
  (select max(sent_at) from messages m where m.thread_id = t.id and direction = 'inbound') as "writtenAt"
from threads t where contact_id = any($1) order by contact_id, id for update`;

/** Whoever writes for these contacts waits from here on. $1 contacts. */
export const lockContacts = `
select id, name, merged_into as "mergedInto", created_at as "createdAt" from contacts
where id = any($1) order by id for update`;

/** $1 threads, $2 their contact from now on. Sends first: whoever reports of one locks it before its message. */
export const moveMessages = [
  'update outbox set contact_id = $2 where thread_id = any($1)',
  'update messages set contact_id = $2 where thread_id = any($1)',
  'update consent_flags set contact_id = $2 where thread_id = any($1)',
];
export const moveThreads = 'update threads set contact_id = $2, version = version + 1 where id = any($1)';

/**
 * An opt-out of either holds: where the two hold different words for a purpose, it is said once more. $1 kept, $2 merged,
 * $3 and $4 who merges.
 */
export const keepOptOuts = `
with held as (
  select distinct on (contact_id, channel_id, p.purpose) channel_id, p.purpose, action
  from consents c join unnest(array['service', 'notice', 'marketing']) as p(purpose) on c.purpose in ('all', p.purpose)
  where contact_id in ($1, $2) order by contact_id, channel_id, p.purpose, at desc, action desc, id desc)
insert into consents (contact_id, channel_id, purpose, action, source, by_id, by_name, note)
select $1, channel_id, purpose, 'opt_out', case when $3::bigint is null then 'api' else 'agent' end, $3, $4,
  'Two contacts were merged: an opt-out of either holds'
from held group by channel_id, purpose having bool_or(action = 'opt_out') and bool_or(action <> 'opt_out') returning id`;

/** Nothing is taken out of the ledger: of what was said once more, each has what repeats their own. $1 merged, $2 entries. */
export const returnOptOuts = `
update consents r set contact_id = $1 where id = any($2) and (
  select action from consents h where h.contact_id = $1 and h.channel_id = r.channel_id and h.purpose in ('all', r.purpose)
  order by at desc, action desc, id desc limit 1) = 'opt_out'`;

/** What of a closed thread the one that goes on takes over. $1 goes on, $2 closed. */
export const takeOver = `
update threads t set version = t.version + 1, status = 'open', assignee_id = coalesce(t.assignee_id, c.assignee_id),
  awaiting_customer = t.awaiting_customer or c.awaiting_customer, handoff = coalesce(t.handoff, c.handoff)
from threads c where t.id = $1 and c.id = $2`;

export const closeMerged = `
update threads set status = 'resolved', resolved_at = now(), disposition = 'merged', awaiting_customer = false,
  version = version + 1 where id = $1`;

/** Unless its contact has an open one by now. $1 thread. */
export const reopenMerged = `
update threads t set status = 'open', resolved_at = null, disposition = null, version = version + 1
where id = $1 and status = 'resolved' and disposition = 'merged'
  and not exists (select from threads o where o.contact_id = t.contact_id and o.status <> 'resolved')
returning id`;
