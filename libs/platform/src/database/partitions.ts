import type { Sql } from './database.js';

/** Tables partitioned by month, on the column named. */
const partitioned = ['messages', 'webhook_events', 'events'] as const;

/** Makes the partitions of this month and the next two; safe to run from several processes and any number of times. */
export async function ensurePartitions(sql: Sql, now = new Date()): Promise<void> {
  for (const table of partitioned) {
    for (let ahead = 0; ahead < 3; ahead++) {
      const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1));
      const to = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead + 1, 1));
      const day = (d: Date) => d.toISOString().slice(0, 10);
      const name = `${table}_${day(from).slice(0, 7).replace('-', '_')}`;
      await sql
        .query(
          `create table if not exists ${name} partition of ${table} for values from ('${day(from)}T00:00Z') to ('${day(to)}T00:00Z')`,
        )
        .catch((e: { code?: string }) => {
          // Another process made it between the look and the making.
          if (e.code !== '42P07' && e.code !== '23505') throw e;
        });
    }
  }
}
