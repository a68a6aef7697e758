import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How long callers were told to wait, when invites went out, and what was said and assigned in a stretch of time. */
export class MoreReports1795770000000 implements MigrationInterface {
  name = 'MoreReports1795770000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table report_episodes add column wait_seconds int, add column sent_at timestamptz;
      -- Messages are written in the order of time: some kilobytes say which pages are of which days.
      create index messages_created on messages using brin (created_at) with (pages_per_range = 32, autosummarize = on);
      create index events_handed on events (at) where kind in ('thread.assigned', 'thread.offered_again');
      -- Rows are folded anew, so that every one has them.
      truncate facts, report_episodes, report_surveys, report_sends, report_cycles, report_hours, report_subjects, report_merges;
      update report_progress set xid = '0', event_id = 0;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index messages_created, events_handed;
      alter table report_episodes drop column wait_seconds, drop column sent_at`);
  }
}
