import type { Call } from '#libs/contracts';
import { contactVisibleTo, visibleTo } from '#libs/messaging';

/** A call as SQL hands it over: dates as text, everything else as it leaves. */
export type CallRow = Call;

/** PostgreSQL's own ISO form in UTC, with milliseconds. */
export const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The columns of a call with its decision, offer and handoff; `c` is the call. */
export const callColumns = `
  c.id, c.episode_id as "episodeId", c.provider_call_id as "providerCallId", c.from_number as "from", c.to_number as "to",
  c.queue, c.intent, c.speech, c.wait_seconds as "waitSeconds", ${iso('c.started_at')} as "startedAt",
  ${iso('c.ended_at')} as "endedAt", c.answered_by_agent as "answeredByAgent",
  case when d.call_id is not null then json_build_object('decision', d.decision, 'reason', d.reason,
    'policyVersion', d.policy_version, 'channels', d.channels, 'decidedAt', ${iso('d.decided_at')}) end as decision,
  case when o.id is not null then json_build_object('id', o.id::text, 'outcome', o.outcome, 'channel', o.channel,
    'offeredAt', ${iso('o.offered_at')}, 'outcomeAt', ${iso('o.outcome_at')}) end as offer,
  case when h.id is not null then json_build_object('status', h.status, 'channel', h.channel,
    'fallbackFrom', h.fallback_from, 'error', h.error) end as handoff,
  h.thread_id as "threadId",
  coalesce((select json_agg(json_build_object('at', ${iso('e.at')}, 'kind', e.kind, 'data', e.data) order by e.id)
    from events e where e.call_id = c.id), '[]') as timeline`;

/** A call that was accepted again in the same episode shows the handoff of the way it chose. */
export const callJoins = `
  left join decisions d on d.call_id = c.id
  left join offers o on o.call_id = c.id
  left join lateral (select * from handoffs h
    where h.episode_id = c.episode_id and o.outcome = 'accepted' and o.channel in (h.channel, h.fallback_from)
    order by h.status <> 'failed' desc, h.id desc limit 1) h on true`;

/** A call is seen by who sees its thread; where it led to none, by who sees the contact. Goes with `callJoins`. */
export const callVisibleTo = (user: string, teams: string) => `(${teams}::bigint[] is null
  or case when h.thread_id is not null
    then exists (select from threads led where led.id = h.thread_id and ${visibleTo('led', user, teams)})
    else c.contact_id is null or ${contactVisibleTo('c.contact_id', user, teams)} end)`;
