/** $1: channels that are to have a bucket and a breaker. */
export const addSenders = 'insert into senders (channel_id) select unnest($1::bigint[]) on conflict do nothing';

export const lockSender = `
select failures, openings, limits, slowed_until > now() as slowed from senders where channel_id = $1 for update`;

/** The provider answered. $1 channel, $2 whether it was the probe. */
export const senderAnswers = `
update senders set failures = 0, openings = 0, open_until = null, probe_until = null
where channel_id = $1 and (failures > 0 or openings > 0 or probe_until is not null)`;

/** $1 channel, $2 failures, $3 openings, $4 milliseconds until a probe or null, $5 whether it was the probe. */
export const senderFails = `
update senders set failures = $2, openings = $3,
  open_until = coalesce(now() + $4::float8 * interval '1 ms', open_until),
  probe_until = case when $5 then null else probe_until end
where channel_id = $1`;

/** A probe that never reached the provider: another may go. $1 channel. */
export const releaseProbe = 'update senders set probe_until = null where channel_id = $1';

/** $1 channel, $2 limits in a row, $3 milliseconds. */
export const slowSender = `
update senders set limits = $2, slowed_until = now() + $3 * interval '1 ms' where channel_id = $1`;

/** $1 channel, $2 address. */
export const lockPair = `
select limits, slowed_until > now() as slowed from send_pairs where channel_id = $1 and address = $2 for update`;

/** $1 channel, $2 address, $3 limits in a row, $4 milliseconds. */
export const slowPair = `
insert into send_pairs (channel_id, address, paid_at, limits, slowed_until)
values ($1, $2, now(), $3, now() + $4 * interval '1 ms')
on conflict (channel_id, address) do update set limits = $3, slowed_until = excluded.slowed_until`;

/** How each sender stands: `paused` while its breaker is open, `slowed` while the provider wants fewer. */
export const senderStates = `
select channel_id as "channelId", case when open_until is not null then 'paused'
  when slowed_until > now() then 'slowed' else 'normal' end as sending from senders`;

/** What is paid for says nothing any more. */
export const sweepPairs = `
delete from send_pairs where paid_at < now() and (slowed_until is null or slowed_until < now() - interval '1 hour')`;
