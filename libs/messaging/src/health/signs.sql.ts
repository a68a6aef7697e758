/**
 * Takes the channels that are due, for one hub: whoever moves `probe_due_at` forward probes. Every 20 to 30 s, so that a
 * revoked token shows within a minute even after one lost probe; the jitter keeps channels and hubs apart.
 */
export const claimProbes = `
update channel_signs set probe_due_at = now() + (20 + 10 * random()) * interval '1 s'
where channel_id in (
  select channel_id from channel_signs where probe_due_at <= now() order by probe_due_at limit 20
  for update skip locked)
returning channel_id as id`;

/**
 * $1 channel, $2 outcome, $3 reason, $4 quality, $5 now, $6 whether an administrator asked. Silence says nothing about
 * the channel: what was known stays. A refused login explains refused sends, so that these are forgotten with it.
 */
export const keepProbe = `
update channel_signs set probed_at = $5,
  silent_since = case when $2 = 'no_answer' then coalesce(silent_since, $5) end,
  probe = case when $2 = 'no_answer' then probe else $2 end,
  probe_reason = case when $2 = 'no_answer' then probe_reason else $3 end,
  quality = case when $2 in ('fine', 'restricted') then $4 else quality end,
  send_refused = case when $2 in ('refused', 'suspended') or ($6 and $2 in ('fine', 'restricted')) then null
    else send_refused end,
  standing = case when $6 and $2 = 'fine' then null else standing end
where channel_id = $1`;

/** A new chance, with a probe at once. */
export const resetSigns = `
insert into channel_signs (channel_id) values ($1)
on conflict (channel_id) do update set probe = null, probe_reason = null, silent_since = null, send_refused = null,
  standing = null, unreported_since = null, probe_due_at = now()`;

/**
 * $1 channel, $2 why; null: no longer. The next probe tells whether it is the credentials; where the last one has, this
 * is explained already, and must not outlive them.
 */
export const keepSendRefused = `
update channel_signs set send_refused = case when probe in ('refused', 'suspended') then null else $2 end,
  probe_due_at = now() where channel_id = $1`;

const levels = `'{warned,restricted,suspended}'::text[]`;

/**
 * $1 channel, $2 level or null, $3 reason, $4 until, $5 levels lifted, $6 whether it speaks of quality, $7 quality.
 * A weaker decision does not replace a stronger one that still holds.
 */
export const keepNews = `
update channel_signs set probe_due_at = now(), quality = case when $6 then $7 else quality end,
  standing = case when replaced then $2 when lifted then null else standing end,
  standing_reason = case when replaced then $3 else standing_reason end,
  standing_until = case when replaced then $4 else standing_until end
from (select channel_id as id, standing = any($5::text[]) as lifted, $2::text is not null and (
    standing is null or standing_until < now() or standing = any($5::text[])
    or array_position(${levels}, standing) <= array_position(${levels}, $2)
  ) as replaced from channel_signs where channel_id = $1) as news
where channel_id = news.id`;

/**
 * What one hub has noted, at most every few seconds. $1: rows (channel_id, webhook_at, inbound_at, status_at, sent_at,
 * unreported_at). A send is unreported until a status comes that is later than it, whichever hub hears of either.
 */
export const keepNoted = `
update channel_signs s set
  first_webhook_at = coalesce(s.first_webhook_at, n.webhook_at),
  longest_gap_seconds = case when n.webhook_at > s.last_webhook_at then
    greatest(extract(epoch from n.webhook_at - s.last_webhook_at), s.longest_gap_seconds
      * exp(- extract(epoch from n.webhook_at - s.last_webhook_at) / (14 * 86400.0))) else s.longest_gap_seconds end,
  last_webhook_at = greatest(s.last_webhook_at, n.webhook_at),
  last_inbound_at = greatest(s.last_inbound_at, n.inbound_at),
  last_status_at = greatest(s.last_status_at, n.status_at),
  last_send_at = greatest(s.last_send_at, n.sent_at),
  unreported_since = least(
    case when s.unreported_since > coalesce(greatest(s.last_status_at, n.status_at), '-infinity') then s.unreported_since end,
    case when n.unreported_at > coalesce(greatest(s.last_status_at, n.status_at), '-infinity') then n.unreported_at end)
from json_to_recordset($1) as n(channel_id bigint, webhook_at timestamptz, inbound_at timestamptz,
  status_at timestamptz, sent_at timestamptz, unreported_at timestamptz)
where s.channel_id = n.channel_id`;

/** $1: rows (provider, admitted, refused). */
export const keepSignatures = `
insert into webhook_minutes as m (provider, minute, admitted, refused)
select provider, date_trunc('minute', now()), admitted, refused
from json_to_recordset($1) as n(provider text, admitted int, refused int) order by provider
on conflict (provider, minute) do update set
  admitted = m.admitted + excluded.admitted, refused = m.refused + excluded.refused`;

export const forgetSignatures = `delete from webhook_minutes where minute < now() - interval '1 day'`;

/** $1 channel. Locked, so that of two judgements the later one has seen what the earlier one saw. */
export const readSigns = `
select probe, probe_reason as "probeReason", silent_since as "silentSince", send_refused as "sendRefused", standing,
  standing_reason as "standingReason", standing_until as "standingUntil", quality,
  unreported_since as "unreportedSince", first_webhook_at as "firstWebhookAt", last_webhook_at as "lastWebhookAt",
  longest_gap_seconds * 1000 as "longestGapMs", coalesce(w.admitted, 0) as admitted, coalesce(w.refused, 0) as refused
from channel_signs join channels c on c.id = channel_id cross join lateral (
  select sum(admitted)::int as admitted, sum(refused)::int as refused from webhook_minutes m
  where m.provider = c.provider and minute > now() - interval '10 minutes') w
where channel_id = $1 for update of channel_signs`;

/**
 * The judgement and, where it is news, its event. $1 channel, $2 health, $3 code, $4 reason, $5 now. A reason that only
 * words the same thing otherwise is kept without an event.
 */
export const keepJudgement = `
with before as (
  select id, health, health_code from channels where id = $1
    and (health, health_code, health_reason) is distinct from ($2, $3, $4) for update
), changed as (
  update channels c set health = $2, health_code = $3, health_reason = $4,
    health_since = case when c.health = $2 then c.health_since else $5 end
  from before where c.id = before.id returning c.id
), event as (
  insert into channel_health_events (channel_id, at, health, code, reason)
  select id, $5, $2, $3, $4 from before where (health, health_code) is distinct from ($2, $3)
)
select id from changed`;
