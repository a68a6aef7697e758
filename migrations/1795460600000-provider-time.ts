import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What decides by the provider's time needs to remember it: names, newest messages, first errors. */
export class ProviderTime1795460600000 implements MigrationInterface {
  name = 'ProviderTime1795460600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(times);
    await runner.query(parked);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index parked_statuses_message;
      delete from parked_statuses a using parked_statuses b where a.ctid > b.ctid
        and (a.channel_id, a.provider_message_id, a.status) = (b.channel_id, b.provider_message_id, b.status);
      alter table parked_statuses add primary key (channel_id, provider_message_id, status);
      alter table messages drop column error_at;
      alter table contacts drop column name_at;
      alter table threads drop column written_at;`);
  }
}

const times = `
-- When they wrote under this name: the first they were known by is kept.
alter table contacts add column name_at timestamptz;
-- Of the customer's newest message, by the provider's time: it is the preview, and a reply goes where it came from. One
-- that is older and comes later changes neither.
alter table threads add column written_at timestamptz;
-- Of the error that is kept, the first by the provider's time.
alter table messages add column error_at timestamptz;
update threads t set written_at = m.sent_at
from (select thread_id, max(sent_at) as sent_at from messages where direction = 'inbound' group by thread_id) m
where m.thread_id = t.id;
update contacts set name_at = created_at where name is not null;`;

// A receipt is new by its own key. Of two failures both are kept: which is the first is told by their times.
const parked = `
alter table parked_statuses drop constraint parked_statuses_pkey;
create index parked_statuses_message on parked_statuses (provider_message_id);`;
