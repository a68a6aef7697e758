import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../apps/hub/src/data-source.js';
import { IdentityScope1795460000000 } from '../../migrations/1795460000000-identity-scope.js';
import { freshDatabase } from '../support/database.js';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let source: DataSource;
beforeAll(async () => {
  database = await freshDatabase();
  source = await new DataSource(dataSourceOptions(database.url)).initialize();
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

const before = `
create table messages_any partition of messages default;
insert into channels (id, kind, provider, name, address, route_key, settings, secrets) values
  (1, 'whatsapp', 'meta', 'a', '+441', 'r1', '{"wabaId": "W1"}', ''),
  (2, 'whatsapp', 'meta', 'b', '+442', 'r2', '{"wabaId": "W2", "portfolioId": "P2"}', ''),
  (3, 'whatsapp', 'twilio', 'c', '+443', 'r3', '{"accountSid": "AC3"}', ''),
  (4, 'sms', 'twilio', 'd', '+444', 'r4', '{"accountSid": "AC4"}', '');
insert into contacts (id) values (1), (2), (3), (4);
insert into threads (id, contact_id, channel_id, channel, address, status) values
  (1, 1, 1, 'whatsapp', 'GB.1', 'resolved'), (2, 1, 4, 'sms', '+4411', 'open'), (3, 2, 2, 'whatsapp', 'GB.2', 'open'),
  (4, 3, 3, 'whatsapp', 'GB.3', 'open'), (5, 4, 4, 'sms', '+4414', 'open');
insert into messages (thread_id, seq, contact_id, direction, type, author_kind, channel_id, channel, status, sent_at) values
  (1, 1, 1, 'inbound', 'text', 'contact', 1, 'whatsapp', 'received', now() - interval '1 day'),
  (2, 1, 1, 'inbound', 'text', 'contact', 4, 'sms', 'received', now()),
  (3, 1, 2, 'inbound', 'text', 'contact', 2, 'whatsapp', 'received', now()),
  (4, 1, 3, 'inbound', 'text', 'contact', 3, 'whatsapp', 'received', now());
insert into identities (kind, value, contact_id) values
  ('bsuid', 'GB.1', 1), ('phone', '+4411', 1), ('bsuid', 'GB.2', 2), ('bsuid', 'GB.3', 3), ('bsuid', 'GB.4', 4);`;

describe('business-scoped ids from before there was a scope', () => {
  it('get the portfolio their contact has written to, numbers none; back again nothing is lost', async () => {
    const migration = new IdentityScope1795460000000();
    const runner = source.createQueryRunner();
    const all = (columns: string) =>
      source.query(`select ${columns} from identities order by value`) as Promise<object[]>;
    await migration.down(runner);
    await source.query(before);
    await migration.up(runner);
    expect(await all('value, scope')).toEqual([
      { value: '+4411', scope: '' },
      { value: 'GB.1', scope: 'W1' },
      { value: 'GB.2', scope: 'P2' },
      { value: 'GB.3', scope: 'AC3' },
      { value: 'GB.4', scope: '' },
    ]);
    await migration.down(runner);
    expect(await all('value, contact_id')).toHaveLength(5);
    await migration.up(runner);
    await runner.release();
  });
});
