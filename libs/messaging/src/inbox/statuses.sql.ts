import { withdrawnBy } from '../consent/consents.sql.js';
import { sendsTold } from '../outbox/sends-told.sql.js';
import { counted, countedAlone } from './counts.sql.js';

/** "Not confirmed" is no error of the provider's: any news of it takes its place. */
const replaced = `(m.error is null or m.error ->> 'code' = 'not_confirmed'
      or (best.error_at, best.error::text collate "C") < (m.error_at, m.error::text collate "C"))`;

/** Raises `m`, a message or a part of one, by the best of its receipts. */
const raised = `status = greatest(m.status, best.status),
    error = case when ${replaced} then best.error else m.error end,
    error_at = case when ${replaced} then best.error_at else m.error_at end,
    provider_message_id = coalesce(m.provider_message_id, best.provider_message_id)`;

/**
 * Raises messages by a set of receipts called `receipt` (channel_id, provider_message_id, ref, status, error, at), and
 * tells whoever waits for the send. Statuses only rise, and the first error by the provider's time is kept: every order
 * and repetition ends the same. A receipt for one part raises that, and the message follows it (`follow_parts`). A receipt finds its message by the provider's id, or by our own reference where the
 * send's answer was lost. Of a send that was sent once more only its arrival is news.
 */
export const raise = `
target as materialized (
  select r.*, m.thread_id, m.seq, m.part, m.message_created_at, m.outbox_id
  from receipt r join message_refs m using (channel_id, provider_message_id)
  union all
  select r.*, o.thread_id, o.seq, o.part, o.message_created_at, o.id
  from receipt r join outbox o on o.id = r.ref and o.channel_id = r.channel_id
    and (o.replaced_by is null or r.status > 'failed')
  where not exists (select from message_refs m
    where m.channel_id = r.channel_id and m.provider_message_id = r.provider_message_id)
), best as materialized (
  select channel_id, thread_id, seq, part, message_created_at, outbox_id, max(status) as status,
    min(provider_message_id) as provider_message_id,
    (array_agg(error order by at, error::text collate "C") filter (where error is not null))[1] as error,
    min(at) filter (where error is not null) as error_at
  from target group by 1, 2, 3, 4, 5, 6
), ref as (
  insert into message_refs (channel_id, provider_message_id, thread_id, seq, message_created_at, outbox_id, part)
  select channel_id, provider_message_id, thread_id, seq, message_created_at, outbox_id, part from best
  order by channel_id, provider_message_id on conflict do nothing
), raised_message as (
  update messages m set ${raised}
  from best where best.part is null and m.thread_id = best.thread_id and m.seq = best.seq and m.created_at = best.message_created_at
    and (m.status < best.status or (best.error is not null and ${replaced}))
  returning m.thread_id, m.seq, m.status, best.outbox_id
), raised_part as (
  update message_parts m set ${raised}
  from best where m.thread_id = best.thread_id and m.seq = best.seq and m.part = best.part
    and (m.status < best.status or (best.error is not null and ${replaced}))
  returning m.thread_id, m.seq, m.status, best.outbox_id
), raised as (
  select * from raised_message union all select * from raised_part
), settled as (
  -- A receipt is an answer: to a send of unknown outcome, and to one that is still waiting for the provider's own.
  update outbox o set
    state = case when o.state in ('pending', 'in_flight', 'unknown') then 'accepted' else o.state end,
    attention = case when raised.status = 'failed' then 'failed' when raised.status > 'failed' or o.state = 'unknown'
      then null else o.attention end,
    provider_message_id = best.provider_message_id, finished_at = now(), lease_until = null,
    accepted_at = coalesce(o.accepted_at, now()),
    failed_at = case when raised.status = 'failed' then coalesce(o.failed_at, now()) else o.failed_at end,
    error = case when raised.status = 'failed' then coalesce(best.error, o.error) else o.error end
  from best left join raised using (outbox_id)
  where o.id = best.outbox_id and (o.state in ('pending', 'in_flight', 'unknown')
    or (raised.status = 'failed' and o.attention is null) or (raised.status > 'failed' and o.attention is not null))
  returning o.*
), ${sendsTold('settled')}, told as (
  insert into jobs (kind, payload)
  select o.notify, jsonb_build_object('outboxId', o.id::text) from raised join outbox o on o.id = raised.outbox_id
  where o.notify is not null
  returning id
), refused as (
  -- Also of a receipt that raises nothing any more.
  select m.contact_id, target.channel_id, target.thread_id, target.seq, target.at, target.error as news
  from target join messages m on m.thread_id = target.thread_id and m.seq = target.seq
    and m.created_at = target.message_created_at
), unavailable as (
  -- Taken at first and then not carried: nobody is to try it again.
  update templates t set status = 'withdrawn', reason = target.error ->> 'message', synced_at = now()
  from target join outbox o on o.id = target.outbox_id
  where target.error ->> 'code' = 'template_unavailable' and t.channel_id = o.channel_id and t.status = 'approved'
    and t.name = o.body #>> '{template,name}' and t.language = o.body #>> '{template,language}'
), ${withdrawnBy('refused')}`;

/** Which messages that changed. */
export const changed = `select distinct thread_id as "threadId", seq from raised`;

/**
 * One statement for a batch of receipts: dedupe key, status, journal, counts. What finds no message yet is parked.
 * $1: items, $2: received by provider, $3: slot.
 */
export const ingestStatuses = `
with item as materialized (
  select * from json_to_recordset($1) as t(
    ord int, key text, provider text, path text, url text, body json, channel_id bigint, provider_message_id text,
    ref bigint, status message_status, error jsonb, at timestamptz)
), new_key as (
  insert into inbox_keys (key) select decode(key, 'hex') as key from item order by 1
  on conflict do nothing returning key
), receipt as materialized (
  select item.* from item join new_key on new_key.key = decode(item.key, 'hex')
), ${counted({ received: '$2', slot: '$3', fresh: 'receipt' })}, ${raise}, parked as (
  insert into parked_statuses (channel_id, provider_message_id, status, ref, error, at)
  select channel_id, provider_message_id, status, ref, error, at
  from receipt where not exists (select from target
    where target.channel_id = receipt.channel_id and target.provider_message_id = receipt.provider_message_id)
  order by ord
), journal as (
  insert into webhook_events (provider, path, url, item_key, status, body)
  select provider, path, url, key, 'applied', convert_to(body::text, 'UTF8') from receipt order by ord
), fate as (
  select count(*)::int as fresh, (select array_agg(distinct provider_message_id) from receipt
    where not exists (select from target where target.provider_message_id = receipt.provider_message_id)) as parked
  from receipt)
select fate.*, exists (select from told) as told, c.* from fate left join (${changed}) c on true`;

/**
 * Applies parked receipts whose message exists by now. Runs after either side's commit (the receipt's and the send's):
 * whichever comes second sees the other. $1: provider message ids.
 */
export const applyParkedStatuses = `
with receipt as materialized (
  delete from parked_statuses p where provider_message_id = any($1) and (
    exists (select from message_refs m
      where m.channel_id = p.channel_id and m.provider_message_id = p.provider_message_id)
    or exists (select from outbox o where o.id = p.ref and o.channel_id = p.channel_id))
  returning channel_id, provider_message_id, ref, status, error, at
), ${raise} ${changed}`;

/**
/**
 * Events that concern no message: kept in the journal, once; what one says about a sender, a template or of consent is
 * acted on by a job. $1: items, $2: received by provider, $3: slot.
 */
export const ingestNotices = `
with item as materialized (
  select * from json_to_recordset($1) as t(
    ord int, key text, provider text, path text, url text, body json, news jsonb, template jsonb, consent jsonb)
), new_key as (
  insert into inbox_keys (key) select decode(key, 'hex') as key from item order by 1
  on conflict do nothing returning key
), fresh as materialized (
  select item.* from item join new_key on new_key.key = decode(item.key, 'hex')
), ${counted({ received: '$2', slot: '$3', fresh: 'fresh' })}, journal as (
  insert into webhook_events (provider, path, url, item_key, status, body)
  select provider, path, url, key, 'applied', convert_to(body::text, 'UTF8') from fresh order by ord
), told as (
  insert into jobs (kind, payload) select 'sender.news', jsonb_build_object('provider', provider, 'news', news)
  from fresh where news is not null order by ord
), reported as (
  insert into jobs (kind, payload) select 'consent.reported', consent from fresh where consent is not null
), told_template as (
  insert into jobs (kind, payload) select 'template.news', jsonb_build_object('provider', provider, 'news', template)
  from fresh where template is not null order by ord
)
select count(*)::int as fresh from fresh`;

/**
 * What cannot be understood or applied: kept whole with its reason, once. $1 key, $2 provider, path, url, reason, body,
 * $7 slot.
 */
export const quarantine = `
with new_key as (
  insert into inbox_keys (key) values ($1) on conflict do nothing returning key
), kept as (
  insert into webhook_events (provider, path, url, item_key, status, reason, body)
  select $2, $3, $4, encode(key, 'hex'), 'quarantined', $5, $6 from new_key returning id
), ${countedAlone('$2', '$7', 'new_key', 'kept')}
select id from kept`;
