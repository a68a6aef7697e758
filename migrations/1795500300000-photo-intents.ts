import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Calls whose invite by text carries a link to the page for photos. */
export class PhotoIntents1795500300000 implements MigrationInterface {
  name = 'PhotoIntents1795500300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table workspace add column photo_intents text[] not null default '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table workspace drop column photo_intents');
  }
}
