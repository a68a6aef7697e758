import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Somebody can be switched off: they sign in no more, and what they wrote and did stays theirs. */
export class SignIns1795730000000 implements MigrationInterface {
  name = 'SignIns1795730000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table users add column off_at timestamptz;');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table users drop column off_at;');
  }
}
