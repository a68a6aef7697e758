/**
 * Claims sends and marks their attempt before any request leaves. One send per thread at a time, the oldest first:
 * a long message is never overtaken by a short one. $1: how many.
 */
export const claimSends = `
with due as (
  select id from outbox o
  where state = 'pending' and run_at <= now() and not exists (
    select from outbox earlier where earlier.thread_id = o.thread_id and earlier.id < o.id
      and earlier.state in ('pending', 'in_flight'))
  order by run_at, id limit $1 for update skip locked)
update outbox o set state = 'in_flight', attempts = attempts + 1, lease_until = now() + interval '45 s'
from due where o.id = due.id
returning o.id, thread_id as "threadId", seq, contact_id as "contactId", channel_id as "channelId", address, body, notify,
  attempts`;

/** $1 id, $2 attempt (a fence: a sender that lost its lease changes nothing), $3 provider id, $4 status. */
export const finishAccepted = `
with o as (
  update outbox set state = 'accepted', provider_message_id = $3, finished_at = now(), lease_until = null
  where id = $1 and attempts = $2 and state in ('in_flight', 'unknown') returning *
), ref as (
  insert into message_refs (channel_id, provider_message_id, thread_id, seq, message_created_at, outbox_id)
  select channel_id, provider_message_id, thread_id, seq, message_created_at, id from o on conflict do nothing
), m as (
  update messages m set status = greatest(m.status, $4::message_status), provider_message_id = $3,
    error = case when m.error ->> 'code' = 'not_confirmed' then null else m.error end
  from o where m.thread_id = o.thread_id and m.seq = o.seq and m.created_at = o.message_created_at
), told as (
  insert into jobs (kind, payload) select notify, jsonb_build_object('outboxId', id::text) from o where notify is not null
)
select thread_id as "threadId", seq from o`;

/** $1 id, $2 attempt, $3 the new state: rejected or unknown, $4 error. An unknown outcome leaves the status as it is. */
export const finishFailed = `
with o as (
  update outbox set state = $3, error = $4, lease_until = null,
    finished_at = case when $3 = 'rejected' then now() end
  where id = $1 and attempts = $2 and state = 'in_flight' returning *
), m as (
  update messages m set error = coalesce(m.error, $4),
    status = case when $3 = 'rejected' then greatest(m.status, 'failed') else m.status end
  from o where m.thread_id = o.thread_id and m.seq = o.seq and m.created_at = o.message_created_at
), told as (
  insert into jobs (kind, payload) select notify, jsonb_build_object('outboxId', id::text) from o where notify is not null
), withdrawn as (
  insert into consents (contact_id, channel_id, address, action, source)
  select contact_id, channel_id, address, 'opt_out', 'provider' from o where $4::jsonb ->> 'code' = 'opted_out'
)
select thread_id as "threadId", seq from o`;

/** $1 id, $2 attempt, $3 milliseconds to wait, $4 error. */
export const retrySend = `
update outbox set state = 'pending', lease_until = null, run_at = now() + $3 * interval '1 ms', error = $4
where id = $1 and attempts = $2 and state = 'in_flight'`;

/**
 * Sends whose process died: the request may have left. Notices go once more; a person's words never twice, their
 * outcome is unknown until a receipt tells or somebody decides. $1: the error that says so.
 */
export const expireLeases = `
with lost as (
  select id from outbox where state = 'in_flight' and lease_until < now() order by id for update skip locked
), o as (
  update outbox o set lease_until = null, error = $1,
    state = case when notify is not null and attempts < 2 then 'pending' else 'unknown' end
  from lost where o.id = lost.id returning o.*
), m as (
  update messages m set error = coalesce(m.error, $1::jsonb)
  from o where o.state = 'unknown' and m.status < 'accepted'
    and m.thread_id = o.thread_id and m.seq = o.seq and m.created_at = o.message_created_at
)
select thread_id as "threadId", seq from o`;
