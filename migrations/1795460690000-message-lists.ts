import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far each provider's list of messages has been read. */
export class MessageLists1795460690000 implements MigrationInterface {
  name = 'MessageLists1795460690000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table channel_signs
        -- The newest message that the list has shown, in the provider's time.
        add column listed_until timestamptz not null default now(),
        -- Whoever moves this forward reads the list: one hub at a time.
        add column list_due_at timestamptz not null default now();
      create index outbox_unknown on outbox (channel_id, id) where state = 'unknown';`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index outbox_unknown;
      alter table channel_signs drop column listed_until, drop column list_due_at;`);
  }
}
