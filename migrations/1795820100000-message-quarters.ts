import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many messages there were and what was charged, in sums that their report adds up instead of reading them all. */
export class MessageQuarters1795820100000 implements MigrationInterface {
  name = 'MessageQuarters1795820100000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [sums, corrections, sends]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger messages_recounted on messages;
      drop trigger messages_uncounted on messages;
      drop function recount_message();
      drop table message_quarters, message_counting, report_send_quarters;`);
  }
}

const sums = `
-- By quarters of an hour of UTC: every time zone is whole ones of these away.
create table message_quarters (
  quarter timestamptz not null,
  -- '': none is known.
  channel text not null,
  direction text not null,
  kind text not null,
  messages int not null,
  primary key (quarter, channel, direction, kind)
);
-- What was written before has been counted; null: nothing has.
create table message_counting (
  id boolean primary key default true check (id),
  until timestamptz
);
insert into message_counting (until) values (null);`;

const corrections = `
-- A message that goes by the other channel, or to another thread, or away: seldom, and never while messages come in.
create function recount_message() returns trigger language plpgsql as $$
declare counted timestamptz;
begin
  -- Whoever is counting is waited for, so that this message is counted either as it was or as it is.
  select until into counted from message_counting for share;
  if counted is null or old.created_at >= counted then return null; end if;
  if old.direction in ('inbound', 'outbound') then
    update message_quarters set messages = messages - 1
    where quarter = date_bin('15 minutes', old.created_at, 'epoch') and channel = coalesce(old.channel, '')
      and direction = old.direction and kind = old.type;
  end if;
  if tg_op = 'UPDATE' and new.direction in ('inbound', 'outbound') then
    insert into message_quarters values
      (date_bin('15 minutes', new.created_at, 'epoch'), coalesce(new.channel, ''), new.direction, new.type, 1)
    on conflict (quarter, channel, direction, kind) do update set messages = message_quarters.messages + 1;
  end if;
  return null;
end $$;
create trigger messages_recounted after update of direction, type, channel on messages for each row
  when ((old.direction, old.type, old.channel) is distinct from (new.direction, new.type, new.channel))
  execute function recount_message();
create trigger messages_uncounted after delete on messages for each row execute function recount_message();`;

const sends = `
-- What sends that did not fail are charged by; kept with their rows, by who folds the log.
create table report_send_quarters (
  quarter timestamptz not null,
  channel text not null,
  unit text not null,
  units int not null,
  primary key (quarter, channel, unit)
);
-- Rows are folded anew, so that every one is in it: it is emptied whenever they are.
truncate facts, report_episodes, report_surveys, report_sends, report_cycles, report_hours, report_subjects, report_merges;
update report_progress set xid = '0', event_id = 0;`;
