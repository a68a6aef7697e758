import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A promised answer is kept with its time: kept is what came before, broken what came later or not at all. */
export class Promises1795600210000 implements MigrationInterface {
  name = 'Promises1795600210000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
-- The first words of a colleague after an answer was promised.
alter table threads add column promise_answered_at timestamptz;
-- What the caller was told.
alter table offers add column promise_minutes int;
create index threads_promised on threads (promised_at)
  where promised_at is not null and promise_answered_at is null and status <> 'resolved';`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index threads_promised; alter table threads drop column promise_answered_at;
      alter table offers drop column promise_minutes;`);
  }
}
