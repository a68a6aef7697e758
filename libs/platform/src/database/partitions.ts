import type { Sql } from './database.js';

/** Tables partitioned by month, on the column named. */
const partitioned = ['messages', 'webhook_events', 'events'] as const;

/** Makes the partitions of this month and the next two; safe to run from several processes and any number of times. */
export async function ensurePartitions(sql: Sql, now = new Date()): Promise<void> {
  const day = (monthsAhead: number) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + monthsAhead, 1)).toISOString().slice(0, 10);
  const wanted = partitioned.flatMap((table) =>
    [0, 1, 2].map((ahead) => ({ table, from: day(ahead), to: day(ahead + 1) })),
  );
  const nameOf = ({ table, from }: (typeof wanted)[number]) => `${table}_${from.slice(0, 7).replace('-', '_')}`;
  const missing = await sql.query<{ name: string }>(
    'select name from unnest($1::text[]) as t(name) where to_regclass(name) is null',
    [wanted.map(nameOf)],
  );
  const names = new Set(missing.map(({ name }) => name));
  for (const partition of wanted.filter((each) => names.has(nameOf(each)))) {
    const { table, from, to } = partition;
    await sql
      .query(
        `create table if not exists ${nameOf(partition)} partition of ${table} for values from ('${from}T00:00Z') to ('${to}T00:00Z')`,
      )
      .catch((e: { code?: string }) => {
        // Another process made it between the look and the making.
        if (e.code !== '42P07' && e.code !== '23505') throw e;
      });
  }
}
