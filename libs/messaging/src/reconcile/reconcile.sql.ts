import { changed, raise } from '../inbox/statuses.sql.js';
import { writeSent } from '../outbox/sent-message.sql.js';

/** Takes the channels whose list is due, for one hub and one minute. $1: channels that have a list. */
export const claimLists = `
update channel_signs s set list_due_at = now() + interval '60 s'
from channels c
where c.id = s.channel_id and s.channel_id in (
  select channel_id from channel_signs where list_due_at <= now() and channel_id = any($1)
  order by list_due_at for update skip locked)
returning s.channel_id as id, listed_until as "listedUntil", c.created_at as "createdAt"`;

/** At a start the lists are read at once: it may have been a long time. $1: channels. */
export const listNow = `update channel_signs set list_due_at = now() where channel_id = any($1)`;

/** Once the webhooks under way have had their time. */
export const listSoon = `update channel_signs set list_due_at = now() + interval '20 s' where channel_id = $1`;

export const keepListedUntil = `
update channel_signs set listed_until = greatest(listed_until, $2) where channel_id = $1`;

/** Which of these the inbox has. $1: keys as hex. */
export const knownKeys = `
select encode(key, 'hex') as key from inbox_keys where key = any(array(select decode(k, 'hex') from unnest($1::text[]) k))`;

/**
 * Sends of unknown outcome whose fate the list may tell: for an hour, unless it was found not to have them. Attempted
 * between `from` and `to`. A file is left out: the list does not say which one it was, only that there was one. $1: channel.
 */
export const unknownSends = `
select id, thread_id as "threadId", seq, address, body, created_at as "createdAt", greatest(run_at, created_at) as "from",
  least(greatest(run_at, created_at) + interval '10 min', now()) as "to", now() - greatest(run_at, created_at) > interval '5 min' as "isLate"
from outbox where channel_id = $1 and state = 'unknown' and created_at > now() - interval '1 h'
  and not coalesce((error ->> 'listed')::boolean, false) and body ->> 'type' <> 'file'
order by id limit 50`;

/** $1 channel, $2 provider ids: those that belong to a message of ours. Read after the list, never before it. */
export const linkedIds = `
select provider_message_id as id from message_refs where channel_id = $1 and provider_message_id = any($2)`;

/** How many sends with the same words to the same address have no id yet, beside this one. $1: outbox id. */
export const equalOpenSends = `
select count(*)::int as n from outbox o join outbox other using (channel_id, address, body)
where o.id = $1 and other.id <> o.id and (other.state in ('in_flight', 'unknown') or (other.state = 'pending' and other.attempts > 0))
  and other.created_at > o.created_at - interval '1 h'`;

/** A receipt by the list: $1 outbox id, $2 provider id, $3 status, $4 error, $5 when. Nothing where it was settled meanwhile. */
export const settleUnknown = `
with receipt as materialized (
  select channel_id, $2::text as provider_message_id, id as ref, $3::message_status as status, $4::jsonb as error, $5::timestamptz as at
  from outbox where id = $1 and state = 'unknown' for update
), ${raise} ${changed}`;

/** The list does not have it: $1 outbox id, $2 error. It stays unknown, for a person to decide. */
export const notListed = `
with o as (
  update outbox set error = $2::jsonb || '{"listed": true}' where id = $1 and state = 'unknown' returning *
), ${writeSent('error = $2', `m.error ->> 'code' = 'not_confirmed'`)}
select thread_id as "threadId", seq from o`;
