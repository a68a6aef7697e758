import { intoEvents } from '#libs/platform';
import { visibleTo } from '../threads/visible.js';
import { surveyColumns } from './survey.view.js';

/** $1 thread, $2 contact, $3 the last id of the page before, $4 rows, $5 and $6 `eyesOf` who asks. */
export const surveyPage = `
select ${surveyColumns('s')} from surveys s join threads t on t.id = s.thread_id
where ($1::bigint is null or s.thread_id = $1) and ($2::bigint is null or s.contact_id = $2)
  and ($3::bigint is null or s.id < $3) and ${visibleTo('t', '$5', '$6')}
order by s.id desc limit $4`;

export const surveyById = `select ${surveyColumns('s')} from surveys s where s.id = $1`;

export const settings = `
select enabled, min_days_between as "minDaysBetween", delay_minutes as "delayMinutes", not_asked_for as "notAskedFor",
  wording from survey_settings`;

export const putSettings = `
insert into survey_settings (enabled, min_days_between, delay_minutes, not_asked_for, wording) values ($1, $2, $3, $4, $5)
on conflict (id) do update set enabled = $1, min_days_between = $2, delay_minutes = $3, not_asked_for = $4, wording = $5`;

/**
 * A cycle has ended: where surveys are on, a job asks; where they are off, that is why nobody does. $1 thread, $2 how late
 * this was told, in milliseconds.
 */
export const afterResolving = `
with setting as (
  select coalesce(bool_or(enabled), false) as enabled, coalesce(max(delay_minutes), 0) as delay from survey_settings
), ended as (
  select id, contact_id, cycle from threads where id = $1
), ask as (
  insert into jobs (kind, payload, run_at)
  select 'survey.ask', jsonb_build_object('threadId', id::text, 'cycle', cycle, 'lateMs', $2::float8), now() + delay * interval '1 minute'
  from ended, setting where enabled
), off as (
  insert into surveys (thread_id, contact_id, cycle, suppressed, late)
  select id, contact_id, cycle, 'off', $2::float8 * interval '1 ms' from ended, setting where not enabled
  on conflict (thread_id, cycle) do nothing returning *
)
${intoEvents}
select now() - late, 'survey.not_asked', null, thread_id, contact_id,
  jsonb_build_object('surveyId', id::text, 'cycle', cycle, 'reason', suppressed) from off`;

/** Before its thread: in the order in which a merge locks them. $1 thread, $2 cycle. */
export const lockSurvey = `
select id, asked_at as "askedAt", suppressed, answered_at as "answeredAt", tried from surveys
where thread_id = $1 and cycle = $2 for update`;

/** $1 thread, $2 cycle. */
export const lockThread = `
select t.id, t.contact_id as "contactId", t.channel_id as "channelId", t.channel, t.address, t.disposition,
  t.window_started_at as "windowStartedAt", t.status = 'resolved' and t.cycle = $2 as "stillResolved",
  exists (select from messages m where m.thread_id = t.id and m.direction = 'inbound'
    and m.created_at >= t.cycle_started_at) as "customerWrote",
  (select max(asked_at) from surveys s where s.contact_id = t.contact_id) as "lastAskedAt",
  (select language from contacts c where c.id = t.contact_id) as language
from threads t where t.id = $1 for no key update`;

/** No row: somebody else has just decided about this cycle. $1 thread, $2 contact, $3 cycle, $4 how late, in milliseconds. */
export const addSurvey = `
insert into surveys (thread_id, contact_id, cycle, late) values ($1, $2, $3, $4::float8 * interval '1 ms')
on conflict (thread_id, cycle) do nothing returning id`;

/** $1 survey, $2 way, $3 channel, $4 number of the message, $5 hash of a token or null. */
export const markAsked = `
update surveys set asked_at = now(), way = $2, channel_id = $3, seq = $4, token_hash = $5 where id = $1`;

/**
 * What asks did not arrive, and nobody has answered: as if it had not been asked, but by this way never again. Leaves a job
 * that decides anew. $1 outbox row.
 */
export const askFailed = `
with failed as (
  update surveys s set asked_at = null, seq = null, token_hash = null, tried = s.tried || s.way
  from outbox o join messages m on m.thread_id = o.thread_id and m.seq = o.seq and m.created_at = o.message_created_at
  where o.id = $1 and m.status = 'failed' and s.thread_id = o.thread_id and s.seq = o.seq and s.answered_at is null
  returning s.*
), closed as (
  update threads t set survey_open = false, version = version + 1 from failed where t.id = failed.thread_id
), again as (
  insert into jobs (kind, payload)
  select 'survey.ask', jsonb_build_object('threadId', thread_id::text, 'cycle', cycle) from failed
)
${intoEvents}
select now() - late, 'survey.failed', null, thread_id, contact_id,
  jsonb_build_object('surveyId', id::text, 'cycle', cycle, 'way', way) from failed`;

/**
 * What nobody says the time of keeps its distance to a cycle's end that was reported late. $1 kind, $2 survey, $3 further
 * facts, $4 when, or null.
 */
export const recordEvent = `
${intoEvents}
select coalesce($4, now() - late), $1, null, thread_id, contact_id,
  $3::jsonb || jsonb_build_object('surveyId', id::text, 'cycle', cycle)
from surveys where id = $2`;

export interface LockedSurvey extends Record<string, unknown> {
  id: string;
  threadId: string;
  cycle: number;
  askedAt: Date | null;
  way: string | null;
  seq: number | null;
  scoreSeq: number | null;
  solved: boolean | null;
  score: number | null;
  answeredAt: Date | null;
  answeredVia: string | null;
  answeredSeq: number | null;
  linkUsedAt: Date | null;
}

/** The survey that an answer is for, locked. */
const locked = `
select id, thread_id as "threadId", cycle, asked_at as "askedAt", way, seq, score_seq as "scoreSeq", solved, score,
  answered_at as "answeredAt", answered_via as "answeredVia", answered_seq as "answeredSeq", link_used_at as "linkUsedAt"
from surveys`;
/** The one of the latest cycle. $1 thread. */
export const lockLatest = `${locked} where thread_id = $1 order by cycle desc limit 1 for update`;
/** The one asked last. $1 thread. */
export const lockAsked = `${locked} where thread_id = $1 and asked_at is not null order by cycle desc limit 1 for update`;
export const lockByToken = `${locked} where token_hash = $1 for update`;

/** $1 survey, $2 solved, $3 score, $4 comment (null: as it was), $5 by which way, $6 who wrote it down, $7 when. */
export const keepAnswer = `
with answered as (
  update surveys set solved = coalesce($2, solved), score = coalesce($3, score), comment = coalesce($4, comment),
    answered_at = coalesce(answered_at, $7), answered_via = $5, answered_by = $6
  where id = $1 returning thread_id, cycle
)
update threads t set confirmed = coalesce($2, confirmed), version = version + 1
from answered a where t.id = a.thread_id and t.cycle = a.cycle and t.status = 'resolved' returning t.id`;
