import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the lists of threads are read by: an index for each order in which they are shown. */
export class ThreadLists1795600300000 implements MigrationInterface {
  name = 'ThreadLists1795600300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(lists);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index threads_waiting, threads_waiting_assignee, threads_waiting_team, threads_window, threads_done_assignee,
        threads_done_team;
      alter table threads alter column waiting_since type timestamptz, alter column window_started_at type timestamptz;`);
  }
}

const lists = `
-- Whole milliseconds, like last_at: a page goes on from them, and a JavaScript time has no more.
alter table threads alter column waiting_since type timestamptz(3), alter column window_started_at type timestamptz(3);
create index threads_waiting on threads (waiting_since, id) where status = 'open' and waiting_since is not null;
create index threads_waiting_assignee on threads (assignee_id, waiting_since, id)
  where status = 'open' and waiting_since is not null;
create index threads_waiting_team on threads (team_id, waiting_since, id)
  where status = 'open' and waiting_since is not null and team_id is not null;
create index threads_window on threads (window_started_at, id) where status = 'open' and window_started_at is not null;
-- Written once a cycle, when it ends.
create index threads_done_assignee on threads (assignee_id, last_at desc, id desc) where status = 'resolved';
create index threads_done_team on threads (team_id, last_at desc, id desc) where status = 'resolved' and team_id is not null;`;
