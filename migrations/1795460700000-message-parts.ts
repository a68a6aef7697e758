import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files that agents send: a message with attachments goes in parts, each with a status of its own. */
export class MessageParts1795460700000 implements MigrationInterface {
  name = 'MessageParts1795460700000';

  async up(runner: QueryRunner): Promise<void> {
    for (const step of [uploads, parts, follow]) await runner.query(step);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table message_parts;
      drop function follow_parts();
      alter table outbox drop column part;
      alter table message_refs drop column part;
      delete from attachments where thread_id is null;
      alter table attachments drop column uploaded_by, alter column thread_id set not null, alter column seq set not null,
        alter column position set not null, alter column channel_id set not null, alter column ref set not null;`);
  }
}

const uploads = `
-- An upload belongs to nobody's message until one is sent with it.
alter table attachments
  add column uploaded_by text,
  alter column thread_id drop not null, alter column seq drop not null, alter column position drop not null,
  alter column channel_id drop not null, alter column ref drop not null;`;

const parts = `
create table message_parts (
  thread_id bigint not null,
  seq int not null,
  -- 0: the text, where it goes by itself before the files; else the position of its attachment.
  part int not null,
  message_created_at timestamptz not null,
  status message_status not null default 'queued',
  error jsonb,
  error_at timestamptz,
  provider_message_id text,
  primary key (thread_id, seq, part)
) with (fillfactor = 70);
-- Null: the send is the whole message.
alter table outbox add column part int;
alter table message_refs add column part int;`;

const follow = `
-- A message in parts is as far as its weakest part, and its error is that of the first part that has one. Here, because
-- parts are raised by receipts, answers, leases and decisions at the same time: the message's row is locked before its
-- parts are read, so that whoever comes last sees all of them.
create function follow_parts() returns trigger language plpgsql as $$
begin
  perform from messages
    where thread_id = new.thread_id and seq = new.seq and created_at = new.message_created_at for update;
  update messages m set status = w.status, error = w.error, error_at = w.error_at, provider_message_id = w.provider_id
  from (
    select min(status) as status, (array_agg(error order by part) filter (where error is not null))[1] as error,
      (array_agg(error_at order by part) filter (where error is not null))[1] as error_at,
      (array_agg(provider_message_id order by part) filter (where provider_message_id is not null))[1] as provider_id
    from message_parts where thread_id = new.thread_id and seq = new.seq) w
  where m.thread_id = new.thread_id and m.seq = new.seq and m.created_at = new.message_created_at
    and (m.status, m.error, m.error_at, m.provider_message_id)
      is distinct from (w.status, w.error, w.error_at, w.provider_id);
  return null;
end $$;
create trigger message_follows_parts after update on message_parts
  for each row execute function follow_parts();`;
