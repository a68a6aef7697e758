import pg from 'pg';

/** One connection's worth of queries: the pool, or the client of an open transaction. */
export interface Sql {
  query<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]>;
}

// timestamptz stays a Date; bigint identities stay strings: they are opaque ids, and JSON has no bigint.
const isRetriable = (error: unknown) => ['40001', '40P01'].includes((error as { code?: string }).code ?? '');

/** Set-based and transactional SQL through `pg`; TypeORM serves what is read and written one row at a time. */
export class Database implements Sql {
  constructor(readonly pool: pg.Pool) {
    // An idle connection that the server closes must not end the process; the next query opens another.
    pool.on('error', () => {});
  }

  static connect(url: string, options: pg.PoolConfig = {}): Database {
    return new Database(
      new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 10_000, keepAlive: true, ...options }),
    );
  }

  async query<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]> {
    return (await this.pool.query<R>(text, values)).rows;
  }

  /** A prepared statement: planned once per connection. For statements that run all the time. */
  async named<R extends pg.QueryResultRow>(name: string, text: string, values: unknown[]): Promise<R[]> {
    return (await this.pool.query<R>({ name, text, values })).rows;
  }

  /** Runs in one transaction; a deadlock or serialisation failure is tried again, so `work` must only touch the database. */
  async transaction<T>(work: (sql: Sql) => Promise<T>, tries = 3): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const client = await this.pool.connect();
      const sql: Sql = { query: async (text, values) => (await client.query(text, values)).rows };
      let broken: Error | undefined;
      try {
        await client.query('begin');
        const result = await work(sql);
        await client.query('commit');
        return result;
      } catch (error) {
        await client.query('rollback').catch((e: Error) => (broken = e));
        if (!isRetriable(error) || attempt >= tries) throw error;
      } finally {
        client.release(broken);
      }
    }
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}
