import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Facts folded from the log of events, what reports count by row, and their sums by hour. */
export class Reports1795750000000 implements MigrationInterface {
  name = 'Reports1795750000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [facts, subjects, rows, hours, costs]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table report_costs, report_hours, report_cycles, report_sends, report_surveys,
      report_episodes, report_merges, report_subjects, report_progress, facts; drop function refuse_fact_change();`);
  }
}

const facts = `
-- Append-only: a version after the first restates what was said before, and null says that it is so no longer.
create table facts (
  kind text not null,
  key text not null,
  version int not null,
  at timestamptz not null,
  -- The event that says so.
  event_id bigint not null,
  data jsonb,
  primary key (kind, key, version)
);
create function refuse_fact_change() returns trigger language plpgsql as $$
begin
  raise exception 'facts are only ever added to; rebuild them from the log instead';
end $$;
create trigger facts_append_only before update or delete on facts for each row execute function refuse_fact_change();
-- Up to which event the log has been folded, in the order of commit.
create table report_progress (
  id boolean primary key default true check (id),
  xid xid8 not null,
  event_id bigint not null
);
insert into report_progress (xid, event_id) values ('0', 0);`;

const subjects = `
-- Whose calls and threads they are, as the log says.
create table report_subjects (
  kind text not null,
  id bigint not null,
  contact_id bigint,
  primary key (kind, id)
);
create index report_subjects_contact on report_subjects (contact_id) where contact_id is not null;
create table report_merges (
  contact_id bigint primary key,
  merged_into bigint not null
);
create index report_merges_into on report_merges (merged_into);`;

const rows = `
create table report_episodes (
  id bigint primary key,
  call_ids bigint[] not null,
  contact_id bigint,
  thread_id bigint,
  started_at timestamptz not null,
  queue text,
  intent text,
  line text,
  language text,
  channel text,
  policy_version int,
  decision text,
  reason text,
  outcome text,
  outcome_at timestamptz,
  accepted_at timestamptz,
  fallback boolean not null,
  delivered_at timestamptz,
  failed_at timestamptz,
  engaged_at timestamptz,
  resolved_at timestamptz,
  resolved_how text,
  by_voice boolean not null,
  -- The first voice recontact within seven days about the same issue, and about any.
  same_at timestamptz,
  same_stage text,
  any_at timestamptz,
  agent_in_episode boolean not null,
  -- When an agent spoke with the customer, within seven days of the first call.
  agent_voice timestamptz[] not null
) with (fillfactor = 80);
create index report_episodes_started on report_episodes (started_at);
create index report_episodes_accepted on report_episodes (accepted_at) where accepted_at is not null;
create index report_episodes_thread on report_episodes (thread_id) where thread_id is not null;
create table report_surveys (
  id bigint primary key,
  episode_id bigint,
  thread_id bigint not null,
  cycle int not null,
  at timestamptz not null,
  asked_at timestamptz,
  way text,
  channel text,
  failed_at timestamptz,
  not_asked text,
  answered_at timestamptz,
  solved boolean,
  score smallint,
  via text
);
create index report_surveys_episode on report_surveys (episode_id) where episode_id is not null;
create index report_surveys_at on report_surveys (at);
create table report_sends (
  thread_id bigint not null,
  seq int not null,
  part int not null,
  episode_id bigint,
  at timestamptz not null,
  channel text not null,
  channel_id bigint,
  -- template, session or segment.
  unit text not null,
  units int not null,
  category text,
  failed boolean not null,
  failed_code text,
  primary key (thread_id, seq, part)
);
create index report_sends_episode on report_sends (episode_id) where episode_id is not null;
create index report_sends_at on report_sends (at);
create table report_cycles (
  thread_id bigint not null,
  cycle int not null,
  episode_id bigint,
  opened_at timestamptz not null,
  opened_by text not null,
  customer_at timestamptz,
  reply_at timestamptz,
  reply_by bigint,
  promised_at timestamptz,
  resolved_at timestamptz,
  resolved_how text,
  disposition text,
  by_voice boolean not null,
  resolved_by bigint,
  primary key (thread_id, cycle)
);
create index report_cycles_opened on report_cycles (opened_at);
create index report_cycles_resolved on report_cycles (resolved_at) where resolved_at is not null;`;

/** The sums of \`measures.ts\`, which a test compares with these columns. */
const measures = [
  'episodes calls offered not_offered answered control accepted declined no_input hung_up callback undecided delivered',
  'failed on_its_way fallback engaged resolved confirmed assumed contained',
  ...['24', '72', '7d'].map((w) =>
    ['bounce', 'bounce_before', 'bounce_during', 'bounce_assisted', 'bounce_after', 'any', 'evaporated', 'verified']
      .map((name) => `${name}_${w}`)
      .join(' '),
  ),
  'voice_offered voice_offered_sq voice_control voice_control_sq',
  'surveys_delivered surveys_answered surveys_good',
  'units_marketing units_utility units_authentication units_other units_session units_segment',
]
  .join(' ')
  .split(' ');

const hours = `
-- Sums by the hour in which episodes began: once for all (dim ''), and once by each dimension and its value.
create table report_hours (
  dim text not null,
  hour timestamptz not null,
  value text not null,
  ${measures.map((name) => `${name} int not null default 0`).join(',\n  ')},
  primary key (dim, hour, value)
) with (fillfactor = 80);`;

const costs = `
-- What holds from a day on; a price that nobody has entered is null and counts as unknown.
create table report_costs (
  id bigint generated by default as identity primary key,
  valid_from timestamptz not null unique,
  currency text not null,
  voice numeric,
  digital numeric,
  fees jsonb not null default '{}',
  entered_at timestamptz not null default now(),
  entered_by text
);`;
