import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Templates as their providers keep them, when they were last read, and what a send costs. */
export class Templates1795460300000 implements MigrationInterface {
  name = 'Templates1795460300000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [templates, channels, costs, contacts]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table contacts drop column language;
      drop table template_costs;
      alter table channels drop column templates_synced_at, drop column templates_error, drop column templates_due_at;
      delete from templates where purpose is null;
      alter table templates alter column purpose set not null, drop column category, drop column quality,
        drop column header, drop column footer, drop column buttons, drop column reason, drop column unsendable,
        drop column synced_at, drop column told_at;`);
  }
}

const templates = `
alter table templates
  -- Null: for agents to send.
  alter column purpose drop not null,
  add column category text,
  add column quality text not null default 'unknown',
  add column header text,
  add column footer text,
  add column buttons jsonb not null default '[]',
  -- The provider's words on a rejection or pause.
  add column reason text,
  -- What in it cannot be filled in from here.
  add column unsendable text,
  -- Null: entered by an administrator, the provider has not spoken of it yet.
  add column synced_at timestamptz,
  -- The provider's time of the last news by webhook.
  add column told_at timestamptz;`;

const channels = `
alter table channels
  add column templates_synced_at timestamptz,
  add column templates_error text,
  -- Whoever moves it on reads the list: one hub at a time.
  add column templates_due_at timestamptz not null default now();`;

const costs = `
create table template_costs (
  channel_id bigint not null references channels (id) on delete cascade,
  category text not null,
  -- The first day it holds, in UTC.
  valid_from date not null,
  amount numeric(12, 6) not null,
  currency text not null,
  primary key (channel_id, category, valid_from)
);`;

const contacts = `
-- BCP 47: the language an agent last chose for them; null: unknown.
alter table contacts add column language text;`;
