import type { Socket } from 'node:net';
import pg from 'pg';

/** One connection's worth of queries: the pool, or the client of an open transaction. */
export interface Sql {
  query<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]>;
}

// timestamptz stays a Date; bigint identities stay strings: they are opaque ids, and JSON has no bigint.
const isRetriable = (error: unknown) => ['40001', '40P01'].includes((error as { code?: string }).code ?? '');

/** Less than the 15 s after which a provider gives up waiting for us. */
const silenceMs = 12_000;

/**
 * A connection can go silent without being closed (a failed-over address, a forgotten NAT entry). Whoever waits on it is
 * told, and it is closed instead of going back to its pool, so that the server ends its transaction and frees the locks.
 * Idle connections are closed by their pool before that.
 */
class ImpatientClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    const { stream } = (this as unknown as { connection: { stream: Socket } }).connection;
    stream.setTimeout(silenceMs, () => stream.destroy());
    // The pool listens to idle ones, its query() to busy ones; between two statements of a transaction nobody would,
    // and an error that nobody hears ends the process.
    this.on('error', () => {});
  }
}

/** How every pool connects. Not for migrations, which may take their time. */
export const impatient: pg.PoolConfig = {
  connectionTimeoutMillis: 10_000,
  keepAlive: true,
  Client: ImpatientClient as NonNullable<pg.PoolConfig['Client']>,
};

const outageCodes = /^(08|53|57|58|ECONN|EPIPE|ETIMEDOUT|EHOST|ENET)/;
const outageMessages = /^(Connection terminated|timeout exceeded when trying to connect)/;

/** The database is away, and not what was asked of it at fault: asking it the same in smaller parts helps nobody. */
export const isOutage = (error: unknown): boolean => {
  const { code, message } = error as { code?: string; message?: string };
  return outageCodes.test(code ?? '') || outageMessages.test(message ?? '');
};

/** A statement by itself that lost to another (a deadlock, a serialisation failure) has changed nothing: it is run again. */
async function again<T>(run: () => Promise<T>, tries = 3): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!isRetriable(error) || tries <= 1) throw error;
    return again(run, tries - 1);
  }
}
/** Always in the same order, so that two who wait never wait for each other. Held until the end of the transaction. */
const lockNames = `
select pg_advisory_xact_lock(key) from (
  select distinct hashtextextended(name, 0) as key from unnest($1::text[]) as t(name) order by 1) as keys`;

/** Set-based and transactional SQL through `pg`; TypeORM serves what is read and written one row at a time. */
export class Database implements Sql {
  constructor(readonly pool: pg.Pool) {
    // A connection that the server closes must not end the process; the next query opens another.
    pool.on('error', () => {});
  }

  static connect(url: string, options: pg.PoolConfig = {}): Database {
    return new Database(new pg.Pool({ connectionString: url, max: 10, ...impatient, ...options }));
  }

  async query<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]> {
    return again(async () => (await this.pool.query<R>(text, values)).rows);
  }

  /** A prepared statement: planned once per connection. For statements that run all the time. */
  async named<R extends pg.QueryResultRow>(name: string, text: string, values: unknown[]): Promise<R[]> {
    return again(async () => (await this.pool.query<R>({ name, text, values })).rows);
  }

  /** The same while nobody else holds one of these names; what they committed under them is seen. */
  async namedAlone<R extends pg.QueryResultRow>(
    names: readonly string[],
    name: string,
    text: string,
    values: unknown[],
  ): Promise<R[]> {
    return again(() => this.alone<R>(names, name, text, values));
  }

  private async alone<R extends pg.QueryResultRow>(
    names: readonly string[],
    name: string,
    text: string,
    values: unknown[],
  ): Promise<R[]> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin');
      await client.query({ name: 'lock-names', text: lockNames, values: [names] });
      const { rows } = await client.query<R>({ name, text, values });
      await client.query('commit');
      return rows;
    } catch (error) {
      await client.query('rollback').catch((e: Error) => (broken = e));
      throw error;
    } finally {
      client.release(broken);
    }
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
