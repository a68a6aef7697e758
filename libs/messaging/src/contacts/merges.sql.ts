/** What one merge moved and changed: enough to put each back. Rows by table name. */
export interface Moved {
  identities: { kind: string; scope: string; value: string }[];
  threads: string[];
  rows: Record<string, string[]>;
  /** The open thread that was closed, and the one that goes on in its place. */
  closed: {
    id: string;
    goesOn: string;
    /** Of both as they were, and of the one that goes on as it then was; absent in merges from before this was kept. */
    was?: { closed: object; goesOn: object; joined: object };
  } | null;
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

/** What a thread takes over from one that is closed for it. Which window is open goes with its number, and stays. */
const carried = [
  'assignee_id',
  'assigned_at',
  'awaiting_customer',
  'handoff',
  'team_id',
  'queue',
  'intent',
  'priority',
  'tags',
  'has_photo',
  'cycle_started_at',
  'first_reply_at',
  'promised_at',
  'promise_answered_at',
];
const keptOf = (thread: string) =>
  `jsonb_build_object(${[...carried, 'status', 'snoozed_until'].map((c) => `'${c}', ${thread}.${c}`).join(', ')})`;

/**
 * The thread that goes on takes over what waits, was promised and is known of the closed one: of two answers the first, of two
 * promises the one still to be kept. The number of its cycle stays: surveys and times are counted by it. $1 goes on, $2 closed.
 */
export const takeOver = `
update threads t set version = t.version + 1, status = 'open', snoozed_until = null,
  assignee_id = coalesce(t.assignee_id, c.assignee_id),
  assigned_at = case when t.assignee_id is null then c.assigned_at else t.assigned_at end,
  awaiting_customer = t.awaiting_customer or c.awaiting_customer, handoff = coalesce(t.handoff, c.handoff),
  team_id = coalesce(t.team_id, c.team_id), queue = coalesce(t.queue, c.queue), intent = coalesce(t.intent, c.intent),
  priority = greatest(t.priority, c.priority),
  tags = t.tags || array(select tag from unnest(c.tags) as tag
    where lower(tag) <> all (array(select lower(own) from unnest(t.tags) as own))),
  has_photo = t.has_photo or c.has_photo, waiting_since = least(t.waiting_since, c.waiting_since),
  cycle_started_at = least(t.cycle_started_at, c.cycle_started_at),
  first_reply_at = least(t.first_reply_at, c.first_reply_at),
  (promised_at, promise_answered_at) = (
    select at, answered from (values (t.promised_at, t.promise_answered_at), (c.promised_at, c.promise_answered_at))
      as promise(at, answered)
    order by at is null, answered is not null, at limit 1)
from threads c, threads before where t.id = $1 and c.id = $2 and before.id = t.id
returning ${keptOf('c')} as closed, ${keptOf('before')} as "goesOn", ${keptOf('t')} as joined`;

export const closeMerged = `
update threads set status = 'resolved', resolved_at = now(), disposition = 'merged', awaiting_customer = false,
  waiting_since = null, snoozed_until = null, version = version + 1 where id = $1`;

/** What was taken over goes back, where nobody has changed it since. $1 thread, $2 what it was, $3 what it became. */
export const giveBack = `
update threads t set version = t.version + 1, ${carried
  .map((c) => `${c} = case when ${keptOf('t')} -> '${c}' = $3::jsonb -> '${c}' then was.${c} else t.${c} end`)
  .join(', ')}
from jsonb_populate_record(null::threads, $2::jsonb) as was where t.id = $1`;

/** Unless its contact has an open one by now. $1 thread, $2 what it was, null where that is not known. */
export const reopenMerged = `
update threads t set resolved_at = null, disposition = null, version = version + 1,
  status = case when sleeps then 'snoozed' else 'open' end,
  snoozed_until = case when sleeps then ($2::jsonb ->> 'snoozed_until')::timestamptz end,
  awaiting_customer = coalesce(($2::jsonb ->> 'awaiting_customer')::boolean, t.awaiting_customer)
from (select coalesce($2::jsonb ->> 'status', '') = 'snoozed'
  and coalesce(($2::jsonb ->> 'snoozed_until')::timestamptz > now(), true) as sleeps) was
where id = $1 and t.status = 'resolved' and disposition = 'merged'
  and not exists (select from threads o where o.contact_id = t.contact_id and o.status <> 'resolved')
returning id`;

/** Since when who is in a thread waits, by what is in it now; a STOP waits for nothing. $1 threads. */
export const settleWaiting = `
update threads t set version = version + 1, waiting_since = (
  select min(least(m.sent_at, m.created_at)) from messages m
  where m.thread_id = t.id and m.direction = 'inbound' and m.created_at >= t.cycle_started_at
    and m.seq > coalesce((select max(seq) from messages a
      where a.thread_id = t.id and a.direction = 'outbound' and a.author_kind = 'user'), 0)
    and not exists (select from consents s where s.thread_id = t.id and s.seq = m.seq and s.action = 'opt_out'))
where id = any($1) and status <> 'resolved'`;
