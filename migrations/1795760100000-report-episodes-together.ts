import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The calls of an episode are of one customer, whatever is merged and parted. */
export class ReportEpisodesTogether1795760100000 implements MigrationInterface {
  name = 'ReportEpisodesTogether1795760100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Of a call, its episode.
      alter table report_subjects add column episode_id bigint;
      create index report_subjects_episode on report_subjects (episode_id) where episode_id is not null;
      -- Folded anew, so that every call has it.
      truncate facts, report_episodes, report_surveys, report_sends, report_cycles, report_hours, report_subjects, report_merges;
      update report_progress set xid = '0', event_id = 0;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table report_subjects drop column episode_id`);
  }
}
