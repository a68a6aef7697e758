import { phoneOf } from '../contacts/contacts.sql.js';
import { visibleTo } from '../threads/visible.js';
import { sendsTold } from './sends-told.sql.js';
import { writeSent } from './sent-message.sql.js';

const columns = `
  o.id, o.attention as state, o.thread_id as "threadId", o.seq, o.purpose, o.attempts, o.created_at as "createdAt",
  o.finished_at as "finishedAt", coalesce(case when o.part is null then m.error else p.error end, o.error) as error, m.text, m.author_name as author,
  ch.kind as channel, c.id as "contactId", c.name as "contactName",
  ${phoneOf('c.id')} as "contactPhone"`;

/**
 * Dead letters, the newest first, over their partial index. $1 state or null, $2 the last id of the page before, $3 rows,
 * $4 and $5 `eyesOf` who asks.
 */
export const failedSends = `
select ${columns} from outbox o
join messages m on m.thread_id = o.thread_id and m.seq = o.seq and m.created_at = o.message_created_at
join channels ch on ch.id = o.channel_id join contacts c on c.id = o.contact_id
join threads t on t.id = o.thread_id
left join message_parts p on p.thread_id = o.thread_id and p.seq = o.seq and p.part = o.part
where ${visibleTo('t', '$4', '$5')} and o.attention is not null and ($1::text is null or o.attention = $1) and ($2::bigint is null or o.id < $2)
order by o.id desc limit $3`;

/** By who may see them: few, and on their partial index. */
export const countSends = `
select t.assignee_id as "assigneeId", t.team_id as "teamId",
  count(*) filter (where attention = 'failed')::int as failed,
  count(*) filter (where attention = 'unknown')::int as unknown
from outbox o join threads t on t.id = o.thread_id where attention is not null group by 1, 2`;

/** A send with what deciding about it needs; its thread is locked first, as by everybody who writes to it. $1: its id. */
export const lockSend = `
with thread as materialized (
  select t.* from threads t where t.id = (select thread_id from outbox where id = $1) for update
)
select o.id, o.attention as state, o.thread_id as "threadId", o.seq, o.contact_id as "contactId", o.body, o.part,
  o.channel_id as "channelId", o.address, o.provider_message_id as "providerMessageId", o.purpose, coalesce(m.purpose, 'service') as "messagePurpose", m.text,
  m.created_at as "messageCreatedAt", m.channel, thread.status as "threadStatus",
  thread.window_started_at as "windowStartedAt"
from outbox o join messages m on m.thread_id = o.thread_id and m.seq = o.seq and m.created_at = o.message_created_at
cross join thread where o.id = $1 for update of o`;

/**
 * Sends the same message once more, after everything its thread has waiting. What the provider will still tell of the
 * first one counts only if it says that it arrived. $1 the first send, $2 channel id, $3 address, $4 body,
 * $5 milliseconds to live, $6 the kind of channel, $7 what it is billed as.
 */
export const replaceSend = `
with fresh as (
  insert into outbox (thread_id, seq, message_created_at, contact_id, channel_id, address, body, purpose, expires_at,
    replaces, part, units)
  select thread_id, seq, message_created_at, contact_id, $2, $3, $4, purpose, now() + $5 * interval '1 ms', id, part, $7
  from outbox where id = $1 returning id
), old as (
  update outbox set attention = null, replaced_by = (select id from fresh) where id = $1 returning *
), forgotten as (
  delete from message_refs r using old
  where r.channel_id = old.channel_id and r.provider_message_id = old.provider_message_id
), m as (
  update messages m set status = 'queued', error = null, error_at = null, provider_message_id = null, channel_id = $2, channel = $6
  from old where old.part is null
    and m.thread_id = old.thread_id and m.seq = old.seq and m.created_at = old.message_created_at
), m_part as (
  update message_parts m set status = 'queued', error = null, error_at = null, provider_message_id = null
  from old where m.thread_id = old.thread_id and m.seq = old.seq and m.part = old.part
)
select id from fresh`;

export const dismissSend = 'update outbox set attention = null where id = $1';

/**
 * What is found out of a send of unknown outcome, by asking its provider. Changes nothing where a receipt was quicker.
 * $1 send, $2 provider id, $3 status, $4 error or null.
 */
export const settleUnknown = `
with o as (
  update outbox set state = 'accepted', provider_message_id = $2, finished_at = now(), error = $4,
    attention = case when $3::message_status = 'failed' then 'failed' end,
    accepted_at = coalesce(accepted_at, now()),
    failed_at = case when $3::message_status = 'failed' then coalesce(failed_at, now()) else failed_at end
  where id = $1 and state = 'unknown' and replaced_by is null returning *
), ref as (
  insert into message_refs (channel_id, provider_message_id, thread_id, seq, message_created_at, outbox_id, part)
  select channel_id, provider_message_id, thread_id, seq, message_created_at, id, part from o on conflict do nothing
), ${writeSent(`status = greatest(m.status, $3::message_status), provider_message_id = $2,
    error = case when m.error ->> 'code' = 'not_confirmed' then $4 else coalesce(m.error, $4) end,
    error_at = case when $4::jsonb is not null and (m.error is null or m.error ->> 'code' = 'not_confirmed') then now() else m.error_at end`)}, told as (
  insert into jobs (kind, payload) select notify, jsonb_build_object('outboxId', id::text) from o where notify is not null
), ${sendsTold('o')}
select thread_id as "threadId", seq from o`;
