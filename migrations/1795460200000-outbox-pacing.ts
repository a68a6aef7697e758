import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Senders keep to their pace and pause while their provider is down; sends have a purpose, a lifetime and an end. */
export class OutboxPacing1795460200000 implements MigrationInterface {
  name = 'OutboxPacing1795460200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [pacing, sends]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table senders, send_pairs;
      drop index outbox_due, outbox_leased, outbox_attention, outbox_attention_message;
      alter table outbox drop column purpose, drop column expires_at, drop column attention, drop column replaced_by, drop column replaces;
      create index outbox_open on outbox (run_at, id) where state in ('pending', 'in_flight');`);
  }
}

const pacing = `
-- How each channel's sending stands, for all hubs. Apart from channels, because every claim writes it.
create table senders (
  channel_id bigint primary key,
  -- The bucket (GCRA): everything sent so far is paid for by then. Ahead of the clock by at most the burst.
  paid_at timestamptz not null default '-infinity',
  -- The provider said that it is too much: refusals in a row, and until when nothing goes.
  limits int not null default 0,
  slowed_until timestamptz,
  -- The breaker: failures in a row; openings in a row; open from the first opening until a send is answered.
  failures int not null default 0,
  openings int not null default 0,
  open_until timestamptz,
  -- While one send tries whether the provider is back, no other does; a lease, because its hub can die.
  probe_until timestamptz
) with (fillfactor = 50);
-- The same bucket for one sender and one recipient; a row that is paid for means nothing and is swept.
create table send_pairs (
  channel_id bigint not null,
  address text not null,
  paid_at timestamptz not null,
  limits int not null default 0,
  slowed_until timestamptz,
  primary key (channel_id, address)
) with (fillfactor = 70);`;

const sends = `
alter table outbox
  add column purpose text not null default 'reply',
  -- Not sent any more after that: a dead letter.
  add column expires_at timestamptz not null default now() + interval '1 day',
  -- A person should look at it: failed or unknown; null where all is well or somebody has decided.
  add column attention text,
  -- A send that somebody has sent once more, and the one that went in its place.
  add column replaced_by bigint,
  add column replaces bigint;
update outbox set purpose = 'invite' where notify is not null;
update outbox o set attention = case when o.state = 'unknown' then 'unknown' else 'failed' end
from messages m where m.thread_id = o.thread_id and m.seq = o.seq and m.created_at = o.message_created_at
  and (o.state = 'unknown' or m.status = 'failed');
drop index outbox_open;
create index outbox_due on outbox (channel_id, run_at, id) where state = 'pending';
create index outbox_leased on outbox (lease_until) where state = 'in_flight';
create index outbox_attention on outbox (id desc) where attention is not null;
create index outbox_attention_message on outbox (thread_id, seq) where attention is not null;`;
