import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reports tell from the index alone which of the pending acceptances began before an hour that is pending as a whole. */
export class ReportAccepted1795840000000 implements MigrationInterface {
  name = 'ReportAccepted1795840000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index report_episodes_accepted;
      create index report_episodes_accepted on report_episodes (accepted_at, started_at) where accepted_at is not null;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index report_episodes_accepted;
      create index report_episodes_accepted on report_episodes (accepted_at) where accepted_at is not null;`);
  }
}
