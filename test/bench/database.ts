import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { type EmbeddedPg, startEmbeddedPg } from '#libs/platform';
import type { WatchedThread } from './consoles.js';

/** The hub's own PostgreSQL server, beside the hub: the floor has a database in it, so both have the same settings. */
export class BenchDatabase {
  private constructor(
    private readonly server: EmbeddedPg,
    private readonly hub: pg.Pool,
    private readonly floor: pg.Pool,
    readonly postmaster: number,
  ) {}

  static async attach(dataDir: string): Promise<BenchDatabase> {
    const dir = path.join(dataDir, 'postgres');
    const server = await startEmbeddedPg({ dir, database: 'floor' });
    if (!server.attached) throw new Error('the hub has no PostgreSQL running');
    const pool = (name: string) => {
      const made = new pg.Pool({ connectionString: server.urlOf(name), max: 1, idleTimeoutMillis: 1000 });
      return made.on('error', () => {});
    };
    return new BenchDatabase(server, pool('shiftline'), pool('floor'), postmasterOf(dataDir)!);
  }

  get floorUrl(): string {
    return this.server.url;
  }

  async settings(): Promise<string> {
    const { rows } = await this.hub.query<{ text: string }>(
      `select 'PostgreSQL ' || current_setting('server_version') || ', fsync ' || current_setting('fsync')
         || ', synchronous_commit ' || current_setting('synchronous_commit')
         || ', shared_buffers ' || current_setting('shared_buffers') as text`,
    );
    return rows[0]!.text;
  }

  /** The open threads of these phones, in their order. */
  async threads(phones: readonly string[]): Promise<WatchedThread[]> {
    const { rows } = await this.hub.query<WatchedThread>(
      `select t.id, t.last_seq as "lastSeq" from unnest($1::text[]) with ordinality as p(phone, n)
       join threads t on t.address = p.phone and t.status <> 'resolved' order by n`,
      [phones],
    );
    if (rows.length !== phones.length) throw new Error(`${rows.length} threads for ${phones.length} phones`);
    return rows;
  }

  /** Rows by provider message id. */
  async hubRows(): Promise<Map<string, number>> {
    return counts(await this.hub.query(count('provider_message_id')));
  }

  async floorRows(): Promise<Map<string, number>> {
    return counts(await this.floor.query(count('message_id')));
  }

  /** Threads whose numbers are not 1, 2, 3 … up to their last. */
  async gaps(): Promise<number> {
    const { rows } = await this.hub.query<{ n: number }>(
      `select count(*)::int as n from threads t where (t.last_seq, t.last_seq, t.last_seq) is distinct from
         (select (count(*)::int, count(distinct seq)::int, max(seq)) from messages m where m.thread_id = t.id)`,
    );
    return rows[0]!.n;
  }

  /** Must be closed before the hub stops its server. */
  async close(): Promise<void> {
    await Promise.all([this.hub.end(), this.floor.end()]);
  }
}

const count = (id: string) =>
  `select ${id} as id, count(*)::int as n from messages where ${id} like 'wamid.bench.%' group by 1`;
const counts = ({ rows }: pg.QueryResult<{ id: string; n: number }>) => new Map(rows.map(({ id, n }) => [id, n]));

/** The server's process; undefined where none is running on this directory. */
export function postmasterOf(dataDir: string): number | undefined {
  try {
    return Number(readFileSync(path.join(dataDir, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return undefined;
  }
}
