/**
 * Claims sends and marks their attempt before any request leaves. $1: how many, $2: the senders this hub knows, with
 * their buckets.
 *
 * - One send per thread at a time, the oldest first: a long message is never overtaken by a short one.
 * - A sender's row is locked while its bucket is read and written, so that all hubs together keep to it. Who finds it
 *   locked leaves that sender to the other. Its open breaker lets one send through as a probe, none while one is out.
 * - A recipient's bucket is locked too. One that is made in the meantime is not seen and not needed: it is nearly empty,
 *   and the upsert adds to it. What it refuses is put off until it would not, so that it is not looked at again before.
 * - Buckets are GCRA: one time, until when everything sent is paid for, may be ahead of the clock by the burst.
 */
export const claimSends = `
with sender as materialized (
  select s.channel_id, p.seconds, p."pairSeconds", p."pairBurst", s.open_until is not null as probing,
    case when s.open_until is not null then 1 else floor(p.burst + 1e-6
      - extract(epoch from greatest(s.paid_at, now()) - now())::float8 / p.seconds)::int end as most
  from senders s join json_to_recordset($2) as p(
    channel_id bigint, seconds float8, burst int, "pairSeconds" float8, "pairBurst" int) using (channel_id)
  where (s.slowed_until is null or s.slowed_until <= now())
    and (s.open_until is null or (s.open_until <= now() and (s.probe_until is null or s.probe_until <= now())))
    and s.paid_at <= now() + (p.burst - 1) * p.seconds * interval '1 s'
  for update of s skip locked
), candidate as materialized (
  select o.* from sender cross join lateral (
    select id, channel_id, address, run_at from outbox o
    where o.channel_id = sender.channel_id and state = 'pending' and run_at <= now() and expires_at > now()
      and not exists (
        select from outbox earlier where earlier.thread_id = o.thread_id and earlier.id < o.id
          and earlier.state in ('pending', 'in_flight'))
    order by run_at, id limit least(sender.most, $1) for update skip locked) o
), pair as materialized (
  select p.* from candidate join send_pairs p using (channel_id, address) for update of p
), weighed as materialized (
  select c.*, row_number() over (partition by channel_id, c.address order by c.run_at, c.id) as place,
    greatest(now(), p.slowed_until,
      p.paid_at - ("pairBurst" - 1) * "pairSeconds" * interval '1 s') as free_at
  from candidate c join sender using (channel_id) left join pair p using (channel_id, address)
), due as materialized (
  select * from weighed where free_at <= now() and place = 1 order by run_at, id limit $1
), put_off as (
  update outbox o set run_at = free_at from weighed where o.id = weighed.id and free_at > now()
), paid as (
  update senders s set paid_at = greatest(s.paid_at, now()) + n * seconds * interval '1 s',
    probe_until = case when probing then now() + interval '45 s' end
  from sender join (select channel_id, count(*) as n from due group by 1) taken using (channel_id)
  where s.channel_id = sender.channel_id
), pair_paid as (
  insert into send_pairs as p (channel_id, address, paid_at)
  select channel_id, address, now() + "pairSeconds" * interval '1 s' from due join sender using (channel_id)
  where "pairSeconds" is not null
  on conflict (channel_id, address) do update
    set paid_at = greatest(p.paid_at, now()) + (excluded.paid_at - now())
)
update outbox o set state = 'in_flight', attempts = attempts + 1, lease_until = now() + interval '45 s'
from due join sender using (channel_id) where o.id = due.id
returning o.id, o.thread_id as "threadId", o.seq, o.contact_id as "contactId", o.channel_id as "channelId", o.address,
  o.body, o.part, o.purpose, o.attempts, o.replaces, sender.probing as probe, now() as "claimedAt",
  (select window_started_at from threads t where t.id = o.thread_id) as "windowStartedAt"`;

/** In how many milliseconds there will be something to claim; null: nothing waits. $1: the senders this hub knows. */
export const nextClaim = `
select extract(epoch from min(greatest(o.run_at, s.slowed_until, s.open_until, s.probe_until,
  s.paid_at - (p.burst - 1) * p.seconds * interval '1 s')) - now())::float8 * 1000 as ms
from json_to_recordset($1) as p(channel_id bigint, seconds float8, burst int)
join senders s using (channel_id) cross join lateral (
  select run_at from outbox o
  where o.channel_id = s.channel_id and state = 'pending' and not exists (
    select from outbox earlier where earlier.thread_id = o.thread_id and earlier.id < o.id
      and earlier.state in ('pending', 'in_flight'))
  order by run_at, id limit 1) o`;
