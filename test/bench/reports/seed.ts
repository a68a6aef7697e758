import { type Database, ensurePartitions } from '#libs/platform';
import { addHours } from '../../../libs/reports/src/facts/hours.sql.js';
import { addSends } from '../../../libs/reports/src/facts/send-quarters.sql.js';

export interface Stage {
  /** Ids from this one on. */
  first: number;
  count: number;
  from: Date;
  to: Date;
}

const chunk = 20_000;

/** $1 and $2 the first and the last of the chunk, $3 and $4 of the stage, $5 and $6 from when until when. */
const episodes = `
with drawn as materialized (
  select n as id, $5::timestamptz + ($6::timestamptz - $5) * ((n - $3::int)::float8 / ($4::int - $3 + 1)) as at,
    random() as a, random() as b, random() as c, random() as d, random() as e
  from generate_series($1::int, $2::int) n
), decided as (
  select *, case when a < 0.75 then 'offered' when a < 0.8 then 'control' when a < 0.87 then 'answered'
    else 'not_offered' end as decision, a < 0.75 and b < 0.6 as accepted from drawn
), reached as (
  select *, accepted and c < 0.92 as delivered, accepted and c < 0.7 as engaged, accepted and c < 0.6 as resolved,
    accepted and d < 0.3 as back from decided
)
insert into report_episodes (id, call_ids, contact_id, thread_id, started_at, queue, intent, line, language, channel,
  policy_version, decision, reason, outcome, outcome_at, accepted_at, fallback, delivered_at, failed_at, engaged_at,
  resolved_at, resolved_how, by_voice, same_at, same_stage, any_at, agent_in_episode, agent_voice)
select id, array[id], id, case when accepted then id end, at, (array['support','billing','moving'])[1 + (d * 2.99)::int],
  (array['billing','meter.reading','meter.fault','moving','leak','tariff','complaint','outage'])[1 + (e * 7.99)::int],
  (array['+442079460100','+442079460101'])[1 + (id % 2)], 'en-GB',
  case when accepted then (array['whatsapp','sms'])[1 + (id % 4 = 0)::int] end, 1 + (id / 100000), decision,
  case decision when 'offered' then 'wait_over_threshold' when 'control' then 'holdout' else 'wait_under_threshold' end,
  case when decision = 'offered' then case when b < 0.6 then 'accepted' when b < 0.8 then 'declined'
    when b < 0.88 then 'no_input' when b < 0.96 then 'hung_up' else 'callback' end end,
  case when decision = 'offered' then at + interval '20 s' end, case when accepted then at + interval '20 s' end,
  accepted and e < 0.05, case when delivered then at + interval '25 s' end,
  case when accepted and not delivered then at + interval '40 s' end,
  case when engaged then at + b * interval '1 h' end, case when resolved then at + interval '1 h' + e * interval '1 day' end,
  case when resolved then case when e < 0.8 then 'confirmed' else 'assumed' end end, resolved and e < 0.05,
  case when back then at + d * 20 * interval '1 day' end,
  case when back then case when engaged then 'after' else 'before' end end,
  case when back then at + d * 20 * interval '1 day' end, decision <> 'offered',
  case when back then array[at + d * 20 * interval '1 day'] else '{}' end
from reached returning id`;

/** $1 episodes: three messages to each that engaged, and the invite. */
const sends = `
insert into report_sends (thread_id, seq, part, episode_id, at, channel, channel_id, unit, units, category, failed)
select e.id, seq, 0, e.id, e.accepted_at + seq * interval '5 min', e.channel, 1,
  case when e.channel = 'sms' then 'segment' when seq = 2 then 'template' else 'session' end, 1,
  case when e.channel = 'whatsapp' and seq = 2 then 'utility' end, e.failed_at is not null
from report_episodes e cross join generate_series(2, case when e.engaged_at is null then 2 else 5 end) seq
where e.id = any($1) and e.accepted_at is not null returning thread_id, seq, part`;

const surveys = `
insert into report_surveys (id, episode_id, thread_id, cycle, at, asked_at, way, channel, answered_at, score, via)
select id, id, id, 1, resolved_at, resolved_at, 'buttons', channel,
  case when id % 3 = 0 then resolved_at + interval '5 min' end, case when id % 3 = 0 then 1 + id % 5 end, 'thread'
from report_episodes where id = any($1) and resolved_at is not null`;

/** $1 episodes, $2 how many messages each of their threads has: the customer and a person in turns, an hour or two. */
const messages = `
insert into messages (thread_id, seq, created_at, contact_id, direction, type, text, author_kind, channel_id, channel, status, sent_at)
select e.thread_id, seq, sent.at, e.contact_id, case when seq % 2 = 1 then 'inbound' else 'outbound' end,
  case when seq % 7 = 0 then 'image' else 'text' end, 'My meter shows ' || seq, case when seq % 2 = 1 then 'contact' else 'user' end,
  c.id, e.channel, (case when seq % 2 = 1 then 'received' else 'read' end)::message_status, sent.at
from report_episodes e join (select kind, min(id) as id from channels group by kind) c on c.kind = e.channel
cross join generate_series(1, $2::int) seq cross join lateral (select e.accepted_at + seq * interval '4 min' as at) sent
where e.id = any($1)`;

/** Rows as the fact writer leaves them, with the sums of them made by its own statements. */
export async function seedEpisodes(
  db: Database,
  { first, count, from, to }: Stage,
  messagesEach: number,
): Promise<void> {
  for (let month = from; month <= to; month = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1)))
    await ensurePartitions(db, month);
  const last = first + count - 1;
  for (let at = first; at <= last; at += chunk) {
    await db.transaction(async (sql) => {
      const values = [at, Math.min(last, at + chunk - 1), first, last, from, to];
      const ids = (await sql.query<{ id: string }>(episodes, values)).map(({ id }) => id);
      const sent = await sql.query<{ thread_id: string; seq: number; part: number }>(sends, [ids]);
      await sql.query(addSends(''), [sent.map((s) => s.thread_id), sent.map((s) => s.seq), sent.map((s) => s.part)]);
      for (const statement of [surveys, addHours('')]) await sql.query(statement, [ids]);
      await sql.query(messages, [ids, messagesEach]);
    });
  }
}
