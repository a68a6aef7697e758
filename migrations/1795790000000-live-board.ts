import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the live board reads every second while somebody looks: what is open, and what happened today. */
export class LiveBoard1795790000000 implements MigrationInterface {
  name = 'LiveBoard1795790000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index offers_open on offers (offered_at) where outcome is null;
      create index threads_snoozed_waiting on threads (waiting_since) where status = 'snoozed' and waiting_since is not null;
      create index report_episodes_same on report_episodes (same_at) where same_at is not null;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index offers_open, threads_snoozed_waiting, report_episodes_same;');
  }
}
