import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The log of events says all that reports need, and is read by how far transactions are. */
export class EventFacts1795740000000 implements MigrationInterface {
  name = 'EventFacts1795740000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [columns, dispositions, ...calls, ...handoffs, ...threads]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index events_xid;
      alter table events drop column xid;
      alter table handoffs drop column late;
      alter table surveys drop column late;
      alter table outbox drop column units, drop column accepted_at, drop column failed_at;
      alter table decisions drop column says;
      alter table threads drop column silent_cycle;`);
  }
}

const columns = `
-- Ids are given before commits: who reads on stops before the oldest transaction that still runs. Partitions inherit both.
alter table events add column xid xid8 not null default pg_current_xact_id();
create index events_xid on events (xid, id);
-- How long after it happened the acceptance, and the end of the cycle, was told of.
alter table handoffs add column late interval not null default '0';
alter table surveys add column late interval not null default '0';
-- What a send is billed as: segments of a text, one of anything else.
alter table outbox add column units smallint not null default 1,
  add column accepted_at timestamptz, add column failed_at timestamptz;
-- What the phone menu said where it knew the answer.
alter table decisions add column says text;
-- The last cycle that was found to have gone silent.
alter table threads add column silent_cycle int;
update outbox set accepted_at = finished_at where state = 'accepted';
update outbox set failed_at = finished_at where state = 'rejected';`;

const flagged = (list: string) => `(
  select jsonb_agg(jsonb_build_object('confirms', one ->> 'id' in ('solved', 'answered'), 'voice', false) || one order by n)
  from jsonb_array_elements(${list}) with ordinality as d(one, n))`;
const byPhone = `'{"id": "solved_by_phone", "label": "Solved by phone", "active": true, "confirms": true, "voice": true}'`;

const dispositions = `
update work_settings set dispositions = ${flagged('dispositions')}
  || case when dispositions @> '[{"id": "solved_by_phone"}]' then '[]'::jsonb else jsonb_build_array(${byPhone}::jsonb) end;
alter table work_settings alter column dispositions set default '[
  {"id": "solved", "label": "Solved", "active": true, "confirms": true, "voice": false},
  {"id": "answered", "label": "Question answered", "active": true, "confirms": true, "voice": false},
  {"id": "solved_by_phone", "label": "Solved by phone", "active": true, "confirms": true, "voice": true},
  {"id": "no_answer_needed", "label": "No answer needed", "active": true, "confirms": false, "voice": false},
  {"id": "spam", "label": "Spam", "active": true, "confirms": false, "voice": false},
  {"id": "wrong_number", "label": "Wrong number", "active": true, "confirms": false, "voice": false},
  {"id": "other", "label": "Other", "active": true, "confirms": false, "voice": false}]';`;

const calls = [
  `update events e set data = jsonb_build_object('episodeId', c.episode_id::text,
     'queue', coalesce(c.queue, w.default_queue, 'support'), 'intent', c.intent, 'line', c.to_number,
     'language', coalesce(w.language, 'en-GB'), 'waitSeconds', c.wait_seconds)
   from calls c left join workspace w on true where e.call_id = c.id and e.kind = 'call.started'`,
  `update events e set data = e.data || jsonb_build_object('policyVersion', d.policy_version, 'channels', to_jsonb(d.channels))
   from decisions d where e.call_id = d.call_id and e.kind = 'call.decided'`,
  `update events e set contact_id = c.contact_id,
     data = e.data || case when e.kind = 'offer.hung_up' then '{"heard": true}'::jsonb else '{}' end
   from calls c where e.call_id = c.id and e.kind in ('offer.declined', 'offer.no_input', 'offer.callback', 'offer.hung_up')`,
  // Who hung up at the choice was told of by the call's end alone.
  `insert into events (at, kind, call_id, contact_id, data)
   select o.outcome_at, 'offer.hung_up', c.id, c.contact_id, '{"heard": true}' from offers o join calls c on c.id = o.call_id
   where o.outcome = 'hung_up' and not exists (select from events e where e.call_id = c.id and e.kind = 'offer.hung_up')`,
  `update events e set data = jsonb_build_object('answeredByAgent', c.answered_by_agent, 'sameIssue', c.disposition_same_issue)
   from calls c where e.call_id = c.id and e.kind = 'call.ended'`,
];

const handoffs = [
  `insert into events (at, kind, call_id, thread_id, contact_id, data)
   select h.accepted_at, 'handoff.begun', h.call_id, h.thread_id, t.contact_id, jsonb_build_object('handoffId', h.id::text,
     'channel', coalesce(f.data ->> 'channel', h.channel),
     'fallbackFrom', case when f.data is null then h.fallback_from end)
   from handoffs h join threads t on t.id = h.thread_id left join lateral (
     select data from events e where e.call_id = h.call_id and e.kind = 'invite.refused' order by id limit 1) f on true`,
  `update events e set data = e.data || jsonb_build_object('handoffId', h.id::text)
     || case when e.kind in ('handoff.engaged', 'invite.refused') then '{}'
          else jsonb_build_object('fallbackFrom', case when h.channel = e.data ->> 'channel' then h.fallback_from end) end
   from handoffs h where e.call_id = h.call_id and e.kind in ('invite.refused', 'handoff.sent', 'handoff.delivered',
     'handoff.failed', 'handoff.engaged')`,
];

const threads = [
  `update events e set data = jsonb_build_object('voice', false, 'cycle', 1 + (select count(*) from events b
       where b.thread_id = e.thread_id and b.kind = 'thread.reopened' and b.id < e.id)) || e.data
     || jsonb_build_object('confirmed', coalesce((e.data ->> 'confirmed')::boolean, e.data ->> 'disposition' in ('solved', 'answered'), false))
   where e.kind = 'thread.resolved'`,
  `update events e set data = jsonb_build_object('cycle', 2 + (select count(*) from events b
       where b.thread_id = e.thread_id and b.kind = 'thread.reopened' and b.id < e.id)) || e.data
   where e.kind = 'thread.reopened' and not e.data ? 'cycle'`,
  `update events e set data = e.data || jsonb_build_object('channel', c.kind)
   from surveys s left join channels c on c.id = s.channel_id
   where e.kind = 'survey.asked' and e.data ->> 'surveyId' = s.id::text`,
  `update events e set data = e.data || jsonb_build_object('threads', coalesce(m.moved -> 'threads', '[]'),
     'calls', coalesce(m.moved -> 'rows' -> 'calls', '[]'))
   from contact_merges m where e.kind = 'contact.merge_undone' and e.data ->> 'mergeId' = m.id::text`,
];
