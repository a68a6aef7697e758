import { DataSource, type DataSourceOptions, type MigrationInterface } from 'typeorm';
import { Database } from './database.js';

/** Any number, as long as every process of every version uses the same. */
const migrationLock = 727_274;

export type MigrateOptions = DataSourceOptions & { url: string; migrations: (new () => MigrationInterface)[] };

/**
 * Applies what is missing, one process at a time, and answers the names applied. The lock is polled: a session that
 * waits inside pg_advisory_lock holds a snapshot, and CREATE INDEX CONCURRENTLY would wait for that snapshot for ever.
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
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
async function isUpToDate({ url, migrations }: MigrateOptions): Promise<boolean> {
  const db = Database.connect(url, { max: 1 });
  try {
    const [table] = await db.query<{ name: string | null }>(`select to_regclass('migrations') as name`);
    // The database is new.
    if (!table?.name) return false;
    const applied = await db.query<{ name: string }>('select name from migrations');
    const names = new Set(applied.map(({ name }) => name));
    return migrations.every(({ name }) => names.has(name));
  } finally {
    await db.close();
  }
}
