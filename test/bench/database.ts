import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { startEmbeddedPg } from '#libs/platform';
import type { WatchedThread } from './consoles.js';

/** The one PostgreSQL server of a run: every program has a database of its own in it, so all have the same settings. */
export class BenchDatabase {
  private constructor(
    private readonly urls: ReadonlyMap<string, string>,
    private readonly pools: ReadonlyMap<string, pg.Pool>,
    readonly postmaster: number,
  ) {}

  /** To the server that runs in this directory; makes what is missing of the databases named. */
  static async attach(dataDir: string, names: readonly string[]): Promise<BenchDatabase> {
    const urls = new Map<string, string>();
    for (const name of names) {
      const server = await startEmbeddedPg({ dir: path.join(dataDir, 'postgres'), database: name });
      if (!server.attached) throw new Error('no PostgreSQL is running');
      urls.set(name, server.url);
    }
    const pools = new Map(
      [...urls].map(([name, connectionString]) => {
        const pool = new pg.Pool({ connectionString, max: 1, idleTimeoutMillis: 1000 });
        return [name, pool.on('error', () => {})];
      }),
    );
    return new BenchDatabase(urls, pools, postmasterOf(dataDir)!);
  }

  urlOf(name: string): string {
    return this.urls.get(name)!;
  }

  async query<R extends pg.QueryResultRow>(name: string, text: string, values: unknown[] = []): Promise<R[]> {
    return (await this.pools.get(name)!.query<R>(text, values)).rows;
  }

  async settings(): Promise<string> {
    const [row] = await this.query<{ text: string }>(
      'shiftline',
      `select 'PostgreSQL ' || current_setting('server_version') || ', fsync ' || current_setting('fsync')
         || ', synchronous_commit ' || current_setting('synchronous_commit')
         || ', shared_buffers ' || current_setting('shared_buffers') as text`,
    );
    return row!.text;
  }

  /** The open threads of these phones, in their order. */
  async threads(phones: readonly string[]): Promise<WatchedThread[]> {
    const rows = await this.query<WatchedThread>(
      'shiftline',
      `select t.id, t.last_seq as "lastSeq" from unnest($1::text[]) with ordinality as p(phone, n)
       join threads t on t.address = p.phone and t.status <> 'resolved' order by n`,
      [phones],
    );
    if (rows.length !== phones.length) throw new Error(`${rows.length} threads for ${phones.length} phones`);
    return rows;
  }

  /** Rows by the provider's message id, which the column named holds. */
  async rows(name: string, id: 'message_id' | 'provider_message_id'): Promise<Map<string, number>> {
    const rows = await this.query<{ id: string; n: number }>(
      name,
      `select ${id} as id, count(*)::int as n from messages where ${id} like 'wamid.bench.%' group by 1`,
    );
    return new Map(rows.map((row) => [row.id, row.n]));
  }

  /** Threads whose numbers are not 1, 2, 3 … up to their last. */
  async gaps(name: string): Promise<number> {
    const [row] = await this.query<{ n: number }>(
      name,
      `select count(*)::int as n from threads t where (t.last_seq, t.last_seq, t.last_seq) is distinct from
         (select (count(*)::int, count(distinct seq)::int, max(seq)) from messages m where m.thread_id = t.id)`,
    );
    return row!.n;
  }

  /** Must be closed before the hub stops its server. */
  async close(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.end()));
  }
}

/** The server's process; undefined where none is running on this directory. */
export function postmasterOf(dataDir: string): number | undefined {
  try {
    return Number(readFileSync(path.join(dataDir, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return undefined;
  }
}
