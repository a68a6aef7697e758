import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DataSource, type QueryRunner } from 'typeorm';
import { statusLattice } from '#libs/contracts';
import { dataSourceOptions } from '../../apps/hub/src/data-source.js';
import { foldedTables } from '../../libs/reports/src/facts/rebuild.js';
import { migrations } from '../../migrations/index.js';
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

describe('the schema', () => {
  it('is the same in migrations and entities', async () => {
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('orders message statuses as the contract does', async () => {
    const [row] = await source.query<{ labels: string[] }[]>(
      'select enum_range(null::message_status)::text[] as labels',
    );
    expect(row!.labels).toEqual([...statusLattice, 'received']);
  });

  it('has no index of threads that every message would change', async () => {
    const columns = await source.query<{ name: string }[]>(
      `select distinct a.attname as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid
       where i.indrelid = 'threads'::regclass and (a.attnum = any(i.indkey)
         or pg_get_indexdef(i.indexrelid) ~ ('\\m' || a.attname || '\\M'))`,
    );
    const changing = 'last_at last_seq last_text written_at window_started_at unread_count version'.split(' ');
    expect(columns.map(({ name }) => name).filter((name) => changing.includes(name))).toEqual([]);
  });

  it('empties whatever the log is folded into where it is folded anew', async () => {
    let said = '';
    for (const migration of migrations.map((each) => new each())) {
      const before = said;
      await migration.up({ query: async (sql: string) => void (said += sql) } as QueryRunner);
      const own = said.slice(before.length);
      if (!own.includes('update report_progress')) continue;
      const there = foldedTables.filter((table) => before.includes(`create table ${table} (`));
      const emptied = /truncate facts, ([^;]*);/.exec(own)![1]!.split(/,\s*/);
      expect([migration.name, ...emptied.toSorted()]).toEqual([migration.name, ...there.toSorted()]);
    }
  });

  it('lets the database decide what there may be only one of', async () => {
    const indexes = (await source.query<{ indexdef: string }[]>('select indexdef from pg_indexes')).map(
      (i) => i.indexdef,
    );
    const unique = (pattern: RegExp) => indexes.some((i) => i.startsWith('CREATE UNIQUE') && pattern.test(i));
    expect(unique(/ON public.inbox_keys .*\(key\)/)).toBe(true);
    expect(unique(/ON public.identities .*\(kind, scope, value\)/)).toBe(true);
    expect(unique(/ON public.threads .*\(contact_id\) WHERE .*resolved/)).toBe(true);
    expect(unique(/ON ONLY public.messages .*\(thread_id, seq, created_at\)/)).toBe(true);
    expect(unique(/ON public.message_clients .*\(thread_id, client_id\)/)).toBe(true);
    expect(unique(/ON public.handoffs .*\(episode_id, COALESCE\(fallback_from, channel\)\) WHERE .*failed/)).toBe(true);
    expect(unique(/ON public.calls .*\(provider_call_id\)/)).toBe(true);
  });
});
