import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What follows by itself in a thread is as late as what it follows. */
export class LateThreads1795830000000 implements MigrationInterface {
  name = 'LateThreads1795830000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- How long after it happened our last word, or the last resolving or reopening, was told of.
      alter table threads add column late interval not null default '0';`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table threads drop column late');
  }
}
