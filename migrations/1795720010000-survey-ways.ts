import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By which ways asking has failed at the provider: each is tried once. */
export class SurveyWays1795720010000 implements MigrationInterface {
  name = 'SurveyWays1795720010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table surveys add column tried text[] not null default '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table surveys drop column tried');
  }
}
