import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Any report can be scheduled. What was made for a run that has not been sent yet is made anew: it has another form now. */
export class AnyReport1795820000000 implements MigrationInterface {
  name = 'AnyReport1795820000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('update report_runs set content = null where content is not null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.up(runner);
  }
}
