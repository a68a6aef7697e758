import { withdrawnBy } from '../consent/consents.sql.js';
import { attemptEnded } from './attempts.sql.js';
import { sendsTold } from './sends-told.sql.js';
import { writeSent } from './sent-message.sql.js';

/** $1 id, $2 attempt (a fence: a sender that lost its lease changes nothing), $3 provider id, $4 status. */
export const finishAccepted = `
with ${attemptEnded("'accepted'", 'null')}, o as (
  update outbox set state = 'accepted', provider_message_id = $3, finished_at = now(), lease_until = null,
    attention = null, accepted_at = coalesce(accepted_at, now())
  where id = $1 and attempts = $2 and state in ('in_flight', 'unknown') returning *
), well as (
  -- Its provider answers: the breaker closes and limits are counted from the start. Seldom a write.
  update senders s set failures = 0, openings = 0, open_until = null, probe_until = null, limits = 0
  from o where s.channel_id = o.channel_id and s.failures + s.openings + s.limits > 0
), pair_well as (
  update send_pairs p set limits = 0
  from o where p.channel_id = o.channel_id and p.address = o.address and p.limits > 0
), ref as (
  insert into message_refs (channel_id, provider_message_id, thread_id, seq, message_created_at, outbox_id, part)
  select channel_id, provider_message_id, thread_id, seq, message_created_at, id, part from o on conflict do nothing
), ${writeSent(`status = greatest(m.status, $4::message_status), provider_message_id = $3,
    error = case when m.error ->> 'code' = 'not_confirmed' then null else m.error end`)}, told as (
  insert into jobs (kind, payload) select notify, jsonb_build_object('outboxId', id::text) from o where notify is not null
), ${sendsTold('o')}
select thread_id as "threadId", seq from o`;

/** $1 id, $2 attempt, $3 the new state: rejected or unknown, $4 error. An unknown outcome leaves the status as it is. */
export const finishFailed = `
with ${attemptEnded('$3', '$4::jsonb')}, o as (
  update outbox set state = $3, error = $4, lease_until = null,
    attention = case when $3 = 'rejected' then 'failed' else 'unknown' end,
    finished_at = case when $3 = 'rejected' then now() end,
    failed_at = case when $3 = 'rejected' then coalesce(failed_at, now()) else failed_at end
  where id = $1 and attempts = $2 and state = 'in_flight' returning *
), ${writeSent(`error = coalesce(m.error, $4), error_at = coalesce(m.error_at, now()),
    status = case when $3 = 'rejected' then greatest(m.status, 'failed') else m.status end`)}, told as (
  insert into jobs (kind, payload) select notify, jsonb_build_object('outboxId', id::text) from o where notify is not null
), ${sendsTold('o')}, refused as (
  select contact_id, channel_id, thread_id, seq, now() as at, error as news from o
), ${withdrawnBy('refused')}
select thread_id as "threadId", seq from o`;

/** A send in place of one that has arrived in the meantime: nothing is sent. $1 id, $2 attempt. */
export const skipSend = `
update outbox set state = 'accepted', finished_at = now(), lease_until = null
where id = $1 and attempts = $2 and state = 'in_flight'`;

/** Whether what this send repeats has arrived. $1 thread, $2 number, $3 part or null. */
export const hasArrived = `
select from messages where thread_id = $1 and seq = $2 and $3::int is null and status in ('delivered', 'read')
union all
select from message_parts where thread_id = $1 and seq = $2 and part = $3 and status in ('delivered', 'read')`;

/** $1 id, $2 attempt, $3 milliseconds to wait, $4 error. */
export const retrySend = `
with ${attemptEnded("'retry'", '$4::jsonb')}
update outbox set state = 'pending', lease_until = null, run_at = now() + $3 * interval '1 ms', error = $4
where id = $1 and attempts = $2 and state = 'in_flight'`;

/**
 * Sends whose process died: the request may have left. Notices go once more; a person's words never twice, their
 * outcome is unknown until a receipt tells or somebody decides. $1: the error that says so, $2: what goes once more.
 */
export const expireLeases = `
with lost as (
  select id from outbox where state = 'in_flight' and lease_until < now() order by id for update skip locked
), o as (
  update outbox o set lease_until = null, error = $1,
    state = case when purpose = any($2) and attempts < 2 then 'pending' else 'unknown' end,
    attention = case when purpose = any($2) and attempts < 2 then null else 'unknown' end
  from lost where o.id = lost.id returning o.*
), ${writeSent('error = coalesce(m.error, $1::jsonb)', `o.state = 'unknown' and m.status < 'accepted'`)}
select thread_id as "threadId", seq from o`;

/** Sends that are too late to be of use: dead letters, nothing of them has left. $1: the error that says so. */
export const expireSends = `
with o as (
  update outbox set state = 'rejected', error = $1, attention = 'failed', finished_at = now(), failed_at = coalesce(failed_at, now())
  where id in (select id from outbox where state = 'pending' and expires_at <= now() for update skip locked) returning *
), ${writeSent(`error = coalesce(m.error, $1::jsonb), error_at = coalesce(m.error_at, now()),
    status = greatest(m.status, 'failed')`)}, told as (
  insert into jobs (kind, payload) select notify, jsonb_build_object('outboxId', id::text) from o where notify is not null
), ${sendsTold('o')}
select thread_id as "threadId", seq from o`;
