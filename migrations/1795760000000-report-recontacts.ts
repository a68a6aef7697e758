import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why an episode's later calls count is beside what counts, for who opens a number. */
export class ReportRecontacts1795760000000 implements MigrationInterface {
  name = 'ReportRecontacts1795760000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Every voice recontact within seven days, in order: {at, call, same, why, stage}.
      alter table report_episodes add column recontacts jsonb not null default '[]';
      -- Rows are folded anew, so that every one has them.
      truncate facts, report_episodes, report_surveys, report_sends, report_cycles, report_hours, report_subjects, report_merges;
      update report_progress set xid = '0', event_id = 0;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table report_episodes drop column recontacts`);
  }
}
