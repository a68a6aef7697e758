import type { MigrationInterface, QueryRunner } from 'typeorm';

/** All threads of a contact, the resolved ones too: who sees one of them sees the contact. */
export class ThreadsOfContact1795600600000 implements MigrationInterface {
  name = 'ThreadsOfContact1795600600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index threads_contact on threads (contact_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index threads_contact');
  }
}
