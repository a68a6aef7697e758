import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How work begins, rests and ends: what the company has set, surveys waiting for an answer, and clocks that ran out. */
export class Lifecycle1795600200000 implements MigrationInterface {
  name = 'Lifecycle1795600200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [settings, threads, breaches]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table sla_breaches;
      drop index threads_resolved_contact, threads_snoozed;
      alter table threads drop column survey_open;
      drop table work_settings;`);
  }
}

// One row. What the hub alone reads is JSON as its contract says; reopen_hours is read by the statement for messages.
const settings = `
create table work_settings (
  id boolean primary key default true check (id),
  dispositions jsonb not null default '[
    {"id": "solved", "label": "Solved", "active": true},
    {"id": "answered", "label": "Question answered", "active": true},
    {"id": "no_answer_needed", "label": "No answer needed", "active": true},
    {"id": "spam", "label": "Spam", "active": true},
    {"id": "wrong_number", "label": "Wrong number", "active": true},
    {"id": "other", "label": "Other", "active": true}]',
  tags text[] not null default '{}',
  -- A customer who writes so soon after their thread was resolved goes on in it.
  reopen_hours int not null default 72,
  sla jsonb not null default '{
    "normal": {"first": null, "next": null, "resolution": null},
    "high": {"first": null, "next": null, "resolution": null},
    "urgent": {"first": null, "next": null, "resolution": null}}',
  calendar jsonb not null default '{"timeZone": "UTC", "hours": null, "holidays": []}',
  -- Within which time an answer is promised at the offer; null: none is.
  promise_minutes int
);
insert into work_settings default values;`;

const threads = `
-- A survey was asked and may still be answered by a number or a button.
alter table threads add column if not exists survey_open boolean not null default false;
create index threads_resolved_contact on threads (contact_id, resolved_at desc) where status = 'resolved';
create index threads_snoozed on threads (snoozed_until) where status = 'snoozed';`;

// Kept once each, however often the clocks are looked at. A cycle has one first answer, and many next ones.
const breaches = `
create table sla_breaches (
  thread_id bigint not null references threads (id) on delete cascade,
  cycle int not null,
  clock text not null,
  started_at timestamptz not null,
  due_at timestamptz not null,
  at timestamptz not null default now(),
  primary key (thread_id, cycle, clock, started_at)
);`;
