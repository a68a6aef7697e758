import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For a statement that finds what it has read no longer true: it fails, and is run again as after a serialisation failure. */
export class Overtaken1795720000000 implements MigrationInterface {
  name = 'Overtaken1795720000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function overtaken() returns boolean language plpgsql as $$
        begin raise exception 'overtaken by another transaction' using errcode = 'serialization_failure'; end $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function overtaken()');
  }
}
