import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { ReportGrouping } from '#libs/contracts';
import { Database, readConfig } from '#libs/platform';
import { FactWriter, rebuild } from '#libs/reports';
import { type RunningHub, startHub } from '../../../apps/hub/src/start.js';
import { MessageCounter } from '../../../libs/reports/src/messages/message-counter.service.js';
import { sumsOf } from '../../../libs/reports/src/query/cohort.sql.js';
import { freePort } from '../hub-process.js';
import { wholeNumbers } from '../options.js';
import { spread } from '../percentiles.js';
import { machine, number, table } from '../report.js';
import { Teardown } from '../teardown.js';
import { measureIngest } from './ingest.js';
import { seedEpisodes } from './seed.js';
import { tellMany } from './story.js';

/**
 * `npm run bench:reports`: reports over many episodes of 120 days as the API answers them, beside counting the same rows and
 * beside adding them up directly; what facts cost the webhooks; how quickly they are made anew. Never fails on a figure.
 */
const defaults = { episodes: 100_000, rounds: 40, told: 10_000 };
const most = { episodes: 2_000_000, rounds: 1000, told: 100_000 };
const dayMs = 86_400_000;
const historyDays = 120;
/** To each thread, of which not half as many are as episodes: ten times these. */
const messagesEach = 22;

const teardown = new Teardown();
try {
  await bench(wholeNumbers(process.argv.slice(2), defaults, most));
} catch (error) {
  console.error((error as Error).stack);
  process.exitCode = 2;
} finally {
  await teardown.run();
}

async function bench({ episodes, rounds, told }: typeof defaults): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'shiftline-bench-reports-'));
  teardown.add(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }));
  // Under root PostgreSQL runs as another user, who must be able to pass.
  await chmod(dataDir, 0o755);
  progress('starting the hub');
  const port = await freePort();
  const hub = await startHub(readConfig({ DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'error' }));
  teardown.add(() => hub.stop());
  // As reports have it, but for its time limit.
  const options = '-c jit=off -c work_mem=64MB -c max_parallel_workers_per_gather=0';
  const { connectionString } = hub.app.get(Database).pool.options;
  const pool = new pg.Pool({ connectionString, max: 1, options });
  const db = new Database(pool);
  teardown.add(() => pool.end());

  const midnight = Math.floor(Date.now() / dayMs) * dayMs;
  const perDay = Math.round(episodes / historyDays);
  const [from, to] = [new Date(midnight - historyDays * dayMs), new Date(midnight)];
  const small = Math.round(episodes / 10);
  const started = performance.now();
  progress(`${small + perDay} episodes`);
  await seedEpisodes(db, { first: 1, count: small, from, to }, messagesEach);
  // What is reported of today has begun by now.
  const now = new Date(midnight + Math.max(60_000, (Date.now() - midnight) * 0.99));
  await seedEpisodes(db, { first: small + 1, count: perDay, from: to, to: now }, messagesEach);
  await db.query('vacuum analyze report_episodes, report_sends, report_surveys, report_hours');

  const headers = { authorization: `Bearer ${hub.sandbox!.apiKey}` };
  const askOf = async (report: string, what: string) => {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/reports/${report}${what}`, { headers });
    const text = await response.text();
    if (!response.ok) throw new Error(`${what}: ${response.status} ${text}`);
    return text;
  };
  const ask = (what: string) => askOf('channel-shift', what);
  const days = (n: number) =>
    `from=${new Date(midnight - n * dayMs).toISOString()}&to=${new Date(midnight + dayMs).toISOString()}&timeZone=UTC`;
  const today = () => ask(`?${days(0)}`);
  const rows: string[][] = [];
  const row = async (name: string, work: () => Promise<unknown>, times = rounds) => {
    rows.push([name, ...(await timed(work, times))]);
    progress(rows.at(-1)!.join('  '));
  };
  await row(`today, ${small} episodes of history`, today);
  progress(`${episodes - small} episodes more`);
  await seedEpisodes(db, { first: small + perDay + 1, count: episodes - small - perDay, from, to }, messagesEach);
  await db.query('vacuum analyze report_episodes, report_sends, report_surveys, report_hours, messages');
  const seeded = (performance.now() - started) / 1000;

  await row(`today, ${episodes} episodes in all`, today);
  await row('7 days', () => ask(`?${days(7)}`));
  await row('7 days by queue', () => ask(`?${days(7)}&groupBy=queue`));
  for (const groupBy of ['', 'queue', 'day', 'intent', 'channel', 'weekday,hourOfDay', 'queue,day'])
    await row(`90 days${groupBy && ` by ${groupBy}`}`, () => ask(`?${days(90)}${groupBy && `&groupBy=${groupBy}`}`));
  const period = { from: new Date(midnight - 90 * dayMs), to: new Date(midnight + dayMs), asOf: null, timeZone: 'UTC' };
  const within = [period.from, period.to];
  await row('90 days: select count(*)', () =>
    db.query('select count(*) from report_episodes where started_at >= $1 and started_at < $2', within),
  );
  for (const groupBy of [[], ['queue'], ['day'], ['intent']] as ReportGrouping[][]) {
    const { text, values } = sumsOf({ ...period, filter: {}, groupBy }, new Date(), [], true);
    await row(
      `90 days: added up directly${groupBy.length ? ` by ${groupBy.join()}` : ''}`,
      () => db.query(text, values),
      2,
    );
  }
  await row('90 days by two dimensions (by row)', () => ask(`?${days(90)}&groupBy=queue,intent`), 5);
  await countMessages(hub);
  await row('90 days of messages: volume and cost', () => askOf('messages', `?${days(90)}`));
  await row(
    '90 days of messages: select count(*)',
    () => db.query('select count(*) from messages where created_at >= $1 and created_at < $2', within),
    3,
  );
  await row('live board', () => askOf('live', ''));
  await row('drill-down, first page: engaged', () => ask(`/calls?metric=engaged&${days(90)}`));
  await row('drill-down, first page: bounced, 7 d', () => ask(`/calls?metric=bounced&window=7d&${days(90)}`));
  progress('CSV');
  const csvFrom = performance.now();
  const span = Math.max(1, Math.min(90, Math.round((20_000 * 90) / episodes)));
  const lines = (await ask(`.csv?of=episodes&${days(span)}`)).split('\n').length;
  const csv = lines / ((performance.now() - csvFrom) / 1000);

  const [settings] = await db.query<{ text: string }>(
    `select 'PostgreSQL ' || current_setting('server_version') || ', shared_buffers ' || current_setting('shared_buffers') as text`,
  );
  const [sizes] = await db.query<{ text: string }>(
    `select (select count(*) from report_sends) || ' sends, ' || (select count(*) from messages) || ' messages, ' || (select count(*) from report_hours) || ' sums by hour' as text`,
  );
  console.log(`
${machine(settings!.text)}

${episodes} episodes of ${historyDays} days, ${sizes!.text}, seeded in ${number(seeded, 0)} s; reports as the API answers them, ms
${table(['', 'p50', 'p99'], rows)}
CSV of episodes: ${number(csv, 0)} rows/s (${lines} rows)`);

  progress(`folding a log of ${told} episodes`);
  // The rows seeded above come from no log, and would not come back.
  await db.query(
    `truncate facts, ${['episodes', 'surveys', 'sends', 'cycles', 'hours', 'send_quarters'].map((name) => `report_${name}`).join()}`,
  );
  const events = await tellMany(db, told);
  await hub.app.get(FactWriter).catchUp();
  const foldFrom = performance.now();
  const { facts } = (await db.transaction((sql) => rebuild(sql))).after;
  const foldSeconds = (performance.now() - foldFrom) / 1000;
  console.log(
    `Made anew from the log: ${facts} facts of ${events} events in ${number(foldSeconds)} s, ` +
      `${number(facts / foldSeconds, 0)} facts/s, ${number(events / foldSeconds, 0)} events/s`,
  );

  progress('webhooks with facts on and off');
  const ingest = await measureIngest(dataDir, teardown);
  console.log(
    `Webhooks, medians of rounds in turns\n${table(
      ['', 'webhooks/s', 'CPU us each'],
      ingest.map(({ name, perSecond, microseconds }) => [name, number(perSecond, 0), number(microseconds, 0)]),
    )}`,
  );
}

/** Of messages that were written long before they were there nobody has heard. */
async function countMessages(hub: RunningHub): Promise<void> {
  const counter = hub.app.get(MessageCounter);
  await counter.look();
  await hub.app.get(Database).query('update message_counting set until = null');
  await counter.look();
}

async function timed(work: () => Promise<unknown>, times: number): Promise<string[]> {
  for (let n = 0; n < Math.min(3, times); n++) await work();
  const took: number[] = [];
  for (let n = 0; n < times; n++) {
    const from = performance.now();
    await work();
    took.push(performance.now() - from);
  }
  const { p50, p99 } = spread(took);
  return [number(p50, 1), number(p99, 1)];
}

function progress(text: string): void {
  process.stderr.write(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${text}\n`);
}
