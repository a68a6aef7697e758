import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { Principal } from '#libs/access';
import { api, type RouteInput, ThreadSort } from '#libs/contracts';
import { ThreadLists } from '#libs/messaging';
import { Database, readConfig } from '#libs/platform';
import { startHub } from '../../../apps/hub/src/start.js';
import { freePort } from '../hub-process.js';
import { wholeNumbers } from '../options.js';
import { spread } from '../percentiles.js';
import { machine, number, table } from '../report.js';
import { Teardown } from '../teardown.js';
import { common, commonest, phoneOf, seed, wordOf } from './seed.js';

/**
 * `npm run bench:inbox`: a page of every list in every order, searches and counts, in one process beside looking a thread up
 * by its key, in turns. Times, ratios and how many queries a page takes; never fails on a figure.
 */
type Query = RouteInput<typeof api.listThreads>['query'];
const defaults = { threads: 20_000, messages: 100_000, rounds: 150, searches: 40 };
const most = { threads: 2_000_000, messages: 20_000_000, rounds: 5000, searches: 2000 };

const teardown = new Teardown();
try {
  await bench(wholeNumbers(process.argv.slice(2), defaults, most));
} catch (error) {
  console.error((error as Error).stack);
  process.exitCode = 2;
} finally {
  await teardown.run();
}

async function bench({ threads, messages, rounds, searches }: typeof defaults): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'shiftline-bench-inbox-'));
  teardown.add(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }));
  // Under root PostgreSQL runs as another user, who must be able to pass.
  await chmod(dataDir, 0o755);
  const port = await freePort();
  const hub = await startHub(readConfig({ DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'error' }));
  teardown.add(() => hub.stop());
  const db = hub.app.get(Database);
  // Not the hub's pool: a statement of this size is silent for longer than that believes.
  const pool = new pg.Pool({ connectionString: db.pool.options.connectionString, max: 1 });
  const started = performance.now();
  await seed(new Database(pool), { threads, messages }, progress);
  await pool.end();
  const seeded = (performance.now() - started) / 1000;

  const lists = hub.app.get(ThreadLists);
  const queries = counted(db);
  const [agent] = await db.query<{ id: string; teams: string[] }>(
    `select u.id, array_agg(m.team_id::text) as teams from users u join team_members m on m.user_id = u.id
     where u.email like 'seed-%' group by u.id order by u.id limit 1`,
  );
  const who: Principal = {
    id: `user:${agent!.id}`,
    userId: agent!.id,
    name: '',
    role: 'agent',
    memberOf: agent!.teams,
    teams: null,
  };
  const [range] = await db.query<{ first: string; last: string }>(
    'select min(id) as first, max(id) as last from threads',
  );
  const key = () => {
    const id = Number(range!.first) + Math.floor(Math.random() * (Number(range!.last) - Number(range!.first)));
    return db.named('bench-key', 'select * from threads where id = $1', [id]);
  };
  const page = (query: Partial<Query>, as = who) => {
    const whole = { view: 'all', sort: 'latest', limit: 25, ...query } as const;
    return async () => (await lists.list(whole as Query, as)).items.length;
  };
  const deep = await cursorAfter(lists, who, 20);

  const work: [name: string, run: () => Promise<unknown>, times: number][] = [];
  for (const view of ['mine', 'unassigned', 'team', 'all'] as const)
    for (const sort of ThreadSort.options) work.push([`${view}, ${sort}`, page({ view, sort }), rounds]);
  work.push(
    ['all, latest, page 21', page({ cursor: deep }), rounds],
    ['all, latest, kept to teams', page({}, { ...who, teams: who.memberOf }), rounds],
    ['snoozed', page({ status: 'snoozed' }), rounds],
    ['resolved', page({ status: 'resolved' }), rounds],
    ['resolved, mine', page({ status: 'resolved', view: 'mine' }), rounds],
    ['failed sends', page({ failed: true }), rounds],
    ['filter: tag', page({ tag: 'vip' }), rounds],
    ['filter: intent, photo, urgent', page({ intent: 'leak', hasPhoto: true, priority: 'urgent' }), rounds],
    ['counts of all views', () => lists.counts(who), rounds],
    ['search: word of one message', page({ q: wordOf(Math.floor(threads / 2)) }), searches],
    [`search: common word (${common})`, page({ q: common }), searches],
    [`search: commonest word (${commonest})`, page({ q: commonest }), searches],
    ['search: phone, national', page({ q: `0${phoneOf(Math.floor(threads / 3)).slice(3)}` }), searches],
    ['search: name', page({ q: 'Chiara Petrov 1' }), searches],
  );
  const rows: string[][] = [];
  for (const [name, run, times] of work) {
    progress(name);
    rows.push(await measured(name, run, key, times, queries));
  }
  const [settings] = await db.query<{ text: string }>(
    `select 'PostgreSQL ' || current_setting('server_version') || ', shared_buffers ' || current_setting('shared_buffers') as text`,
  );
  console.log(`
${machine(settings!.text)}

${threads} threads (a tenth of them open), ${messages} messages, seeded in ${number(seeded, 0)} s
Pages of 25 rows as the hub answers them, beside one thread by its key, in turns; ms
${table(['', 'p50', 'p99', 'key p50', 'key p99', 'ratio p50', 'queries'], rows)}`);
}

async function measured(
  name: string,
  run: () => Promise<unknown>,
  key: () => Promise<unknown>,
  times: number,
  queries: { count: number },
): Promise<string[]> {
  for (let n = 0; n < 8; n++) {
    await run();
    await key();
  }
  const [ours, keys]: [number[], number[]] = [[], []];
  let least = Infinity;
  for (let n = 0; n < times; n++) {
    const before = queries.count;
    ours.push(await timed(run));
    least = Math.min(least, queries.count - before);
    keys.push(await timed(key));
  }
  const [o, k] = [spread(ours), spread(keys)];
  return [
    name,
    number(o.p50, 2),
    number(o.p99, 2),
    number(k.p50, 2),
    number(k.p99, 2),
    number(o.p50 / k.p50, 1),
    String(least),
  ];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/** Counts what goes to the database; the hub's own jobs are in it too, so that the least of many counts. */
function counted(db: Database): { count: number } {
  const queries = { count: 0 };
  const query = db.pool.query.bind(db.pool) as (...values: unknown[]) => unknown;
  (db.pool as unknown as { query: typeof query }).query = (...values) => {
    queries.count += 1;
    return query(...values);
  };
  return queries;
}

async function cursorAfter(lists: ThreadLists, who: Principal, pages: number): Promise<string> {
  let cursor: string | undefined;
  for (let n = 0; n < pages; n++) {
    const query = { view: 'all', sort: 'latest', limit: 25, cursor } as const;
    cursor = (await lists.list(query as Query, who)).nextCursor ?? undefined;
  }
  if (cursor === undefined) throw new Error('too few threads for so many pages');
  return cursor;
}

function progress(text: string): void {
  process.stderr.write(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${text}\n`);
}
