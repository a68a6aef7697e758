import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Most messages change no index of threads: what lists are sorted by stands in their indexes as whole minutes. Within its
 * minute a thread's row is updated in place (HOT); the lists sort out the order within one minute when they are read.
 */
export class CalmThreads1795700000000 implements MigrationInterface {
  name = 'CalmThreads1795700000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [minutes, byMinute]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index threads_latest, threads_mine, threads_team, threads_window, threads_window_assignee, threads_window_team,
        threads_tags, threads_done_tags, threads_priority;
      alter table threads drop column last_minute, drop column window_minute;
      drop function minute_of(timestamptz);
      create index threads_latest on threads (status, last_at desc, id desc);
      create index threads_mine on threads (assignee_id, last_at desc, id desc) where status <> 'resolved';
      create index threads_team on threads (team_id, last_at desc, id desc) where status <> 'resolved';
      create index threads_done_assignee on threads (assignee_id, last_at desc, id desc) where status = 'resolved';
      create index threads_done_team on threads (team_id, last_at desc, id desc)
        where status = 'resolved' and team_id is not null;
      create index threads_window on threads (window_started_at, id)
        where status = 'open' and window_started_at is not null;`);
  }
}

const minutes = `
create function minute_of(timestamptz) returns timestamptz immutable parallel safe language sql
  return date_bin('1 minute', $1, '2000-01-01 00:00:00+00');
alter table threads
  add column last_minute timestamptz not null generated always as (minute_of(last_at)) stored,
  add column window_minute timestamptz generated always as (minute_of(window_started_at)) stored;`;

const byMinute = `
drop index threads_latest, threads_mine, threads_team, threads_done_assignee, threads_done_team, threads_window;
create index threads_latest on threads (status, last_minute desc);
create index threads_mine on threads (assignee_id, status, last_minute desc);
create index threads_team on threads (team_id, status, last_minute desc) where team_id is not null;
-- Only for who says "id > 0": for the view of one person or team the planner would rather take this one and read thousands.
create index threads_window on threads (window_minute) where status = 'open' and window_minute is not null and id > 0;
create index threads_window_assignee on threads (assignee_id, window_minute)
  where status = 'open' and window_minute is not null;
create index threads_window_team on threads (team_id, window_minute)
  where status = 'open' and window_minute is not null and team_id is not null;
-- What few threads have, and few messages change.
create index threads_tags on threads using gin (tags) where status = 'open';
create index threads_done_tags on threads using gin (tags) where status = 'resolved';
create index threads_priority on threads (priority, status, last_minute desc) where priority > 0;`;
