import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is sent because of something that was told of late is as late. */
export class LateSends1795765000000 implements MigrationInterface {
  name = 'LateSends1795765000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table outbox add column late interval not null default '0'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table outbox drop column late');
  }
}
