import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many threads and unread messages there are by status, team and assignee, kept by the database itself. */
export class ThreadTallies1795600310000 implements MigrationInterface {
  name = 'ThreadTallies1795600310000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tallies);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function tally_threads() cascade; drop table thread_tallies;');
  }
}

const tallies = `
-- Changes, to be summed up: nobody who writes to a thread waits for a row of it. A hub folds them now and then.
create table thread_tallies (
  status text not null,
  team_id bigint,
  assignee_id bigint,
  threads int not null,
  unread int not null
) with (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);
create function tally_threads() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into thread_tallies
    select status, team_id, assignee_id, count(*), sum(unread_count) from new_rows
    where status <> 'resolved' group by status, team_id, assignee_id;
  elsif tg_op = 'UPDATE' then
    insert into thread_tallies
    select status, team_id, assignee_id, sum(threads), sum(unread) from (
      select status, team_id, assignee_id, 1 as threads, unread_count as unread from new_rows where status <> 'resolved'
      union all select status, team_id, assignee_id, -1, -unread_count from old_rows where status <> 'resolved') as changed
    group by status, team_id, assignee_id having sum(threads) <> 0 or sum(unread) <> 0;
  else
    insert into thread_tallies
    select status, team_id, assignee_id, -count(*), -sum(unread_count) from old_rows
    where status <> 'resolved' group by status, team_id, assignee_id;
  end if;
  return null;
end $$;
create trigger threads_tally_insert after insert on threads
  referencing new table as new_rows for each statement execute function tally_threads();
create trigger threads_tally_update after update on threads
  referencing old table as old_rows new table as new_rows for each statement execute function tally_threads();
create trigger threads_tally_delete after delete on threads
  referencing old table as old_rows for each statement execute function tally_threads();
insert into thread_tallies
select status, team_id, assignee_id, count(*), sum(unread_count) from threads
where status <> 'resolved' group by status, team_id, assignee_id;`;
