import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import pg from 'pg';
import { launch } from '../../support/browser.js';
import { stopChild } from '../child.js';
import { BenchDatabase } from '../database.js';
import { freePort, type SandboxHub, startSandboxHub } from '../hub-process.js';
import { wholeNumbers } from '../options.js';
import { median, percentile } from '../percentiles.js';
import { machine, number, table } from '../report.js';
import { Teardown } from '../teardown.js';
import { otherPhone } from '../webhook.js';
import { serveHello } from './hello-page.js';
import { type Bytes, countBytes, heapMB, keysNoted, noteKeys, shown, startClock } from './in-page.js';
import { lengthen, openPhone, Traffic } from './traffic.js';

/**
 * `npm run bench:console`: the console in a real browser, beside an empty page of the same framework in the same run.
 * Never fails on a figure.
 */
const defaults = { rounds: 5, messages: 5000, keys: 100, events: 10_000, rate: 20 };
const most = { rounds: 50, messages: 50_000, keys: 2000, events: 100_000, rate: 500 };
const threadCount = 60;
const row = '[data-thread-row]';
const log = '[role=region][aria-label=Messages]';

interface Round {
  bytes: Bytes;
  coldMs: number;
  usableMs: number;
  warmMs: number;
  threadMs: number;
  heapMB: number;
}
type HelloRound = Pick<Round, 'bytes' | 'coldMs' | 'warmMs' | 'heapMB'>;

const teardown = new Teardown();
try {
  await bench(wholeNumbers(process.argv.slice(2), defaults, most));
} catch (error) {
  console.error((error as Error).stack);
  process.exitCode = 2;
} finally {
  await teardown.run();
}

async function bench(options: typeof defaults): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'shiftline-bench-'));
  teardown.add(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }));
  // Under root PostgreSQL runs as another user, who must be able to pass.
  await chmod(dataDir, 0o755);
  progress('building the empty page, starting a hub');
  const hello = await serveHello();
  teardown.add(() => hello.close());
  const hub = await startSandboxHub(dataDir, await freePort(), (child) => teardown.add(() => stopChild(child)));
  const server = await BenchDatabase.attach(dataDir, ['shiftline']);
  teardown.add(() => server.close());
  const settings = machine(await server.settings());
  const database = new pg.Pool({ connectionString: server.urlOf('shiftline'), max: 1 });
  teardown.add(() => database.end());
  const traffic = new Traffic(hub);
  teardown.add(() => traffic.close());
  for (let n = 0; n < threadCount; n++) await traffic.write(otherPhone(n));
  await traffic.write(openPhone);
  const threadId = await lengthen(database, openPhone, options.messages);
  const browser = await launch();
  teardown.add(() => browser.close());

  const rounds: Round[] = [];
  const helloRounds: HelloRound[] = [];
  for (let n = 0; n < options.rounds; n++) {
    progress(`round ${n + 1} of ${options.rounds}: loading, signing in, a thread of ${options.messages} messages`);
    helloRounds.push(await helloRound(browser, hello.url));
    rounds.push(await consoleRound(browser, hub, threadId, options.messages));
  }
  progress(`typing, with ${options.rate} events/s`);
  const helloKeys = await typing(await open(browser, hello.url), 'textarea', options.keys, async () => {});
  const page = await signedIn(browser, hub, `/threads/${threadId}`);
  await shown(page, log, `line ${options.messages}`);
  const seconds = options.keys / 10;
  const events = () => traffic.events(Math.ceil(seconds * options.rate), options.rate);
  const keys = await typing(page, 'textarea:not([aria-hidden])', options.keys, events);
  progress(`${options.events} events`);
  const before = await heapMB(page);
  await traffic.events(options.events, 150);
  await sleep(3000);
  const after = await heapMB(page);
  report(settings, options, { rounds, helloRounds, keys, helloKeys, before, after });
}

async function open(browser: Browser, url: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })).newPage();
  await page.goto(url);
  return page;
}

async function helloRound(browser: Browser, url: string): Promise<HelloRound> {
  const page = await open(browser, 'about:blank');
  const bytes = await countBytes(page);
  await page.goto(url, { waitUntil: 'commit' });
  const coldMs = await shown(page, '[data-hello]');
  const loaded = bytes();
  await page.reload({ waitUntil: 'commit' });
  const warmMs = await shown(page, '[data-hello]');
  const heap = await heapMB(page);
  await page.context().close();
  return { bytes: loaded, coldMs, warmMs, heapMB: heap };
}

/** As an agent's morning begins: the sign-in page, the inbox, a long thread; and once more with everything cached. */
async function consoleRound(browser: Browser, hub: SandboxHub, threadId: string, messages: number): Promise<Round> {
  const page = await open(browser, 'about:blank');
  const bytes = await countBytes(page);
  await page.goto(`${hub.url}/sign-in?next=${encodeURIComponent('/?view=all')}`, { waitUntil: 'commit' });
  const coldMs = await shown(page, 'form');
  const { email, password } = hub.sandbox.users.find(({ role }) => role === 'agent')!;
  await page.locator('input[type=email], input[autocomplete=username]').first().fill(email);
  await page.locator('input[type=password]').fill(password);
  await startClock(page, 'form button[type=submit]');
  const usableMs = await shown(page, row);
  const loaded = bytes();
  await page.goto(`${hub.url}/?view=all`, { waitUntil: 'commit' });
  const warmMs = await shown(page, row);
  const heap = await heapMB(page);
  await startClock(page, `[data-thread-row='${threadId}'] a, a[data-thread-row='${threadId}']`);
  const threadMs = await shown(page, log, `line ${messages}`);
  await page.context().close();
  return { bytes: loaded, coldMs, usableMs, warmMs, threadMs, heapMB: heap };
}

async function signedIn(browser: Browser, hub: SandboxHub, at: string): Promise<Page> {
  const page = await open(browser, 'about:blank');
  const { email, password } = hub.sandbox.users.find(({ role }) => role === 'agent')!;
  await page.request.post(`${hub.url}/api/v1/auth/login`, { data: { email, password } });
  await page.goto(hub.url + at);
  return page;
}

/** The way of each key to the next frame, ten keys a second. */
async function typing(page: Page, field: string, count: number, meanwhile: () => Promise<void>): Promise<number[]> {
  await page.locator(field).first().click();
  await noteKeys(page);
  const events = meanwhile();
  for (let n = 0; n < count; n++) {
    await page.keyboard.press('abcdefghij '[n % 11]!);
    await sleep(100);
  }
  await events;
  return keysNoted(page);
}

interface Seen {
  rounds: Round[];
  helloRounds: HelloRound[];
  keys: number[];
  helloKeys: number[];
  before: number;
  after: number;
}

function report(settings: string, { rounds: n, messages, rate, events }: typeof defaults, seen: Seen): void {
  const { rounds, helloRounds, keys, helloKeys, before, after } = seen;
  const compared = (name: string, unit: string, ours: number, hello: number) => [
    name,
    number(ours),
    number(hello),
    unit,
    number(ours / hello, 2),
  ];
  const alone = (name: string, unit: string, ours: number) => [name, number(ours), '', unit, ''];
  const of = <R>(list: readonly R[], pick: (round: R) => number) => median(list.map(pick));
  console.log(`
The console in Chromium, beside an empty page of the same framework (React and Mantine, a heading and a field), in one run.
Medians of ${n} rounds, each in a fresh profile.
${settings}

${table(
  ['', 'console', 'empty page', 'unit', 'ratio'],
  [
    compared(
      'pages, scripts and styles until the inbox is usable',
      'kB',
      of(rounds, (r) => r.bytes.program) / 1000,
      of(helloRounds, (r) => r.bytes.program) / 1000,
    ),
    alone('with all that the sign-in and the inbox ask for', 'kB', of(rounds, (r) => r.bytes.all) / 1000),
    compared(
      'first visit to something to use (sign-in form)',
      'ms',
      of(rounds, (r) => r.coldMs),
      of(helloRounds, (r) => r.coldMs),
    ),
    alone(
      'sign-in to usable inbox',
      'ms',
      of(rounds, (r) => r.usableMs),
    ),
    compared(
      'next visit to usable inbox',
      'ms',
      of(rounds, (r) => r.warmMs),
      of(helloRounds, (r) => r.warmMs),
    ),
    alone(
      `opening a thread of ${messages} messages`,
      'ms',
      of(rounds, (r) => r.threadMs),
    ),
    compared(`key to frame with ${rate} events/s, p50`, 'ms', percentile(keys, 0.5), percentile(helloKeys, 0.5)),
    compared(`key to frame with ${rate} events/s, p99`, 'ms', percentile(keys, 0.99), percentile(helloKeys, 0.99)),
    compared(
      'heap with the inbox open',
      'MB',
      of(rounds, (r) => r.heapMB),
      of(helloRounds, (r) => r.heapMB),
    ),
    alone('heap with the long thread open', 'MB', before),
    alone(`the same after ${events} events`, 'MB', after),
  ],
)}`);
}

function progress(text: string): void {
  process.stderr.write(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${text}\n`);
}
