import { DataSource, type DataSourceOptions } from 'typeorm';
import { impatient } from './database.js';

/** Any number, as long as every process of every version uses the same. */
const migrationLock = 727_274;

/**
 * Applies what is missing, one process at a time, and answers the names applied. The lock is polled: a session that
 * waits inside pg_advisory_lock holds a snapshot, and CREATE INDEX CONCURRENTLY would wait for that snapshot for ever.
 */
export async function migrate(options: DataSourceOptions): Promise<string[]> {
  if (await isUpToDate(options)) return [];
  const source = await new DataSource(options).initialize();
  const session = source.createQueryRunner();
  try {
    for (;;) {
      const [row] = (await session.query('select pg_try_advisory_lock($1) as locked', [migrationLock])) as [
        { locked: boolean },
      ];
      if (row.locked) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return (await source.runMigrations()).map((migration) => migration.name);
  } finally {
    // The session ends with the data source, and its lock with it, even where the unlock does not arrive.
    await session.query('select pg_advisory_unlock($1)', [migrationLock]).catch(() => {});
    await session.release();
    await source.destroy();
  }
}

/** Asked first, and impatiently: a migration may take its time, a start with none to run must not wait on a dead line. */
async function isUpToDate(options: DataSourceOptions): Promise<boolean> {
  const source = await new DataSource({ ...options, extra: impatient } as DataSourceOptions).initialize();
  try {
    const [table] = (await source.query(`select to_regclass('migrations') as name`)) as { name: string | null }[];
    // The database is new.
    if (!table?.name) return false;
    const applied = (await source.query('select name from migrations')) as { name: string }[];
    const names = new Set(applied.map(({ name }) => name));
    return source.migrations.every(({ name }) => names.has(name!));
  } finally {
    await source.destroy();
  }
}
