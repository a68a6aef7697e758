import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What threads are given to teams and people by. */
export class Routing1795600100000 implements MigrationInterface {
  name = 'Routing1795600100000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [teams, presence, threads]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index threads_to_assign, threads_held;
      alter table threads drop column assigned_at, drop column passed_by;
      drop table presence, team_queues;
      alter table teams drop column auto_assign, drop column skill_rules;`);
  }
}

const teams = `
alter table teams
  add column auto_assign boolean not null default false,
  -- [{match: intent or queue, value, skills}].
  add column skill_rules jsonb not null default '[]';
create table team_queues (
  queue text primary key,
  team_id bigint not null references teams (id) on delete cascade
);
create index team_queues_team on team_queues (team_id);`;

const presence = `
create table presence (
  user_id bigint primary key references users (id) on delete cascade,
  -- When a hub last had a console of theirs; null: never.
  seen_at timestamptz,
  -- When they last chose whether they take work.
  chosen_at timestamptz,
  -- When a thread last became theirs.
  given_at timestamptz
);`;

const threads = `
alter table threads
  add column assigned_at timestamptz,
  -- Who has put it back or passed it on: it is not given to them again by itself.
  add column passed_by bigint references users (id) on delete set null;
create index threads_to_assign on threads (team_id, priority desc, waiting_since)
  where status = 'open' and assignee_id is null and team_id is not null;
create index threads_held on threads (team_id, assignee_id)
  where status = 'open' and assignee_id is not null and waiting_since is not null and team_id is not null;`;
