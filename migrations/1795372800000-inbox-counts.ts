import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What providers sent and what became of it, counted for ever; who discarded a quarantined event, and why. */
export class InboxCounts1795372800000 implements MigrationInterface {
  name = 'InboxCounts1795372800000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [counts, beforehand, discarding]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table inbox_counts;
      update webhook_events set status = 'quarantined' where status = 'discarded';
      drop index webhook_events_discarded;
      alter table webhook_events drop column discarded;`);
  }
}

const counts = `
-- received = applied + duplicate + quarantined. No check constraint: a wrong count is shown and must never refuse a message.
create table inbox_counts (
  -- In UTC.
  day date not null,
  provider text not null,
  -- Nobody waits for another's row lock: hubs, and the batches of one hub, count in rows of their own.
  slot smallint not null,
  received bigint not null default 0,
  applied bigint not null default 0,
  duplicate bigint not null default 0,
  -- Falls when an event is replayed, perhaps on another day: only sums over days mean something.
  quarantined bigint not null default 0,
  primary key (day, provider, slot)
) with (fillfactor = 50);`;

// Repeats were not counted before; what is in the journal was, so that its replay finds what it moves.
const beforehand = `
insert into inbox_counts (day, provider, slot, received, applied, quarantined)
select (received_at at time zone 'utc')::date, provider, 0, count(*),
  count(*) filter (where status = 'applied'), count(*) filter (where status = 'quarantined')
from webhook_events group by 1, 2;`;

const discarding = `
-- {at, by, principal, reason}; null unless discarded.
alter table webhook_events add column discarded jsonb;
create index webhook_events_discarded on webhook_events (id desc) where status = 'discarded';`;
