import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom an agent has spoken with is counted anew: callbacks that were made, and what was solved by phone. */
export class AgentVoice1795830100000 implements MigrationInterface {
  name = 'AgentVoice1795830100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Rows are folded anew, so that every one has them.
      truncate facts, report_episodes, report_surveys, report_sends, report_cycles, report_hours, report_send_quarters,
        report_subjects, report_merges;
      update report_progress set xid = '0', event_id = 0;`);
  }

  /** Rows are what the log says, whatever they were counted by. */
  async down(): Promise<void> {}
}
