import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The ledger of consent by purpose, what is owed for it, flags on free wording, and why a message was sent. */
export class Consent1795460100000 implements MigrationInterface {
  name = 'Consent1795460100000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [ledger, answers, flags, reasons]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table send_attempts;
      drop index outbox_message;
      alter table messages drop column why, drop column purpose;
      drop table consent_flags, consent_help, consent_told;
      drop trigger consents_append_only on consents;
      drop function refuse_consent_change;
      drop index consents_holding;
      alter table consents drop column purpose, drop column thread_id, drop column seq, drop column call_id,
        drop column by_id, drop column by_name, drop column note, drop column confirmed_by, drop column recorded_at,
        drop constraint consents_action, drop constraint consents_source;
      create index consents_contact on consents (contact_id, channel_id, id desc);`);
  }
}

const ledger = `
alter table consents
  add column purpose text not null default 'all' check (purpose in ('service', 'notice', 'marketing', 'all')),
  -- The message or the call that said it.
  add column thread_id bigint,
  add column seq int,
  add column call_id bigint,
  -- Who recorded it.
  add column by_id bigint,
  add column by_name text,
  add column note text,
  -- Who tells the customer that it was understood; null: nobody, they did not write it.
  add column confirmed_by text check (confirmed_by in ('hub', 'provider')),
  add column recorded_at timestamptz not null default now(),
  add constraint consents_action check (action in ('opt_in', 'opt_out')),
  add constraint consents_source check (source in ('keyword', 'provider', 'spoken', 'agent', 'page', 'api'));
drop index consents_contact;
create index consents_holding on consents (contact_id, channel_id, at desc);
create function refuse_consent_change() returns trigger language plpgsql as $$
begin
  raise exception 'consents are only ever added to';
end $$;
create trigger consents_append_only before update or delete on consents
  for each row execute function refuse_consent_change();`;

const answers = `
-- How it stood when it was last said in the thread: a change is shown and confirmed once, however often it is repeated.
create table consent_told (
  contact_id bigint not null references contacts (id),
  channel_id bigint not null references channels (id),
  purpose text not null,
  action text not null,
  consent_id bigint not null references consents (id),
  primary key (contact_id, channel_id, purpose)
);
insert into consent_told (contact_id, channel_id, purpose, action, consent_id)
select distinct on (contact_id, channel_id) contact_id, channel_id, 'service', action, id
from consents order by contact_id, channel_id, at desc, action desc, id desc;
-- When HELP was last answered.
create table consent_help (
  contact_id bigint not null references contacts (id),
  channel_id bigint not null references channels (id),
  answered_at timestamptz not null,
  primary key (contact_id, channel_id)
);`;

const flags = `
-- Messages that read like an opt-out and are none by themselves: somebody says what was meant.
create table consent_flags (
  thread_id bigint not null,
  seq int not null,
  contact_id bigint not null references contacts (id),
  channel_id bigint not null references channels (id),
  decision text check (decision in ('opt_out', 'not_opt_out')),
  decided_by bigint,
  decided_by_name text,
  decided_at timestamptz,
  primary key (thread_id, seq)
);
create index consent_flags_open on consent_flags (contact_id, channel_id) where decision is null;`;

const reasons = `
alter table messages add column purpose text;
-- {cause, consent, window, sender, to} as they were when an outbound message was written.
alter table messages add column why jsonb;
-- The sends of one message, whatever became of them.
create index outbox_message on outbox (thread_id, seq);
create table send_attempts (
  outbox_id bigint not null,
  attempt int not null,
  at timestamptz not null default now(),
  -- The entry that held when this attempt was about to leave.
  consent_id bigint,
  outcome text,
  error jsonb,
  ended_at timestamptz,
  primary key (outbox_id, attempt)
);`;
