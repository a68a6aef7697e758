import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import type { ChannelShiftReport } from '#libs/contracts';
import type { SandboxFile } from '../../apps/hub/src/demo.js';
import { stopChild } from '../bench/child.js';
import { freePort, startSandboxHub } from '../bench/hub-process.js';
import { Teardown } from '../bench/teardown.js';
import { countDay } from './count.js';
import { planDay } from './day.js';
import { api, onThisMachine, type Outside } from './outside.js';
import { playDay, summary } from './play.js';

/**
 * `npm run simulate`: plays a day of calls, nine days ago unless `--day` says when, into the hub that runs on this machine;
 * with `--own` into one that it starts on a data directory of its own and stops again.
 */
const most = 2000;
const dayMs = 86_400_000;

const teardown = new Teardown();
try {
  await simulate();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
} finally {
  await teardown.run();
}

async function simulate(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { calls: text, seed: text, day: text, own: { type: 'boolean' } } });
  const count = whole('calls', values.calls ?? '500', most);
  const seed = whole('seed', values.seed ?? '7', 1_000_000);
  const day = dayOf(values.day);
  const hub = values.own ? await ownHub() : runningHub();
  const from = Date.now();
  const played = await playDay(hub, day, seed, planDay(count, seed));
  const seconds = ((Date.now() - from) / 1000).toFixed(0);
  const [first, next] = [day, new Date(day.getTime() + dayMs)].map((date) => date.toISOString().slice(0, 10));
  const query = `from=${first}&to=${next}&timeZone=UTC`;
  const outside = api(hub);
  // Receipts come when they come, and facts are a moment behind: what says the same for a while is all.
  let before = '';
  const report = await outside.until('a report that stays as it is', async () => {
    const drawnUp = await outside.get<ChannelShiftReport>(`/reports/channel-shift?${query}`);
    const said = JSON.stringify([drawnUp.counts, drawnUp.csat]);
    const stays = said === before && drawnUp.counts.onItsWay === 0;
    before = said;
    if (!stays) await sleep(3000);
    return stays && drawnUp;
  });
  console.log(`Played into ${hub.url} in ${seconds} s: ${first}, seed ${seed}\n${summary(played)}\n`);
  console.log(`The report: ${hub.url}/api/v1/reports/channel-shift?${query}`);
  const { counts, windows, csat, checks } = report;
  console.log(JSON.stringify({ windows, counts, csat, checks: checks.filter(({ ok }) => !ok) }, null, 2));
  const own = countDay(played);
  const same = isDeepStrictEqual({ counts, csat }, { counts: own.counts, csat: own.csat });
  console.log(
    `Counted from the calls themselves: ${same ? 'the same' : `otherwise (other calls of that day?)\n${JSON.stringify(own)}`}`,
  );
}

function whole(name: string, text: string, to: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > to) {
    throw new Error(`--${name}: must be a whole number from 1 to ${to}`);
  }
  return value;
}

/** Its last recontact, eight days later, must be in the past. */
function dayOf(text: string | undefined): Date {
  const latest = Math.floor(Date.now() / dayMs) * dayMs - 9 * dayMs;
  const day = text === undefined ? latest : Date.parse(text);
  if (!(day <= latest) || day % dayMs !== 0) {
    throw new Error(
      `--day: must be a date such as 2026-03-01, no later than ${new Date(latest).toISOString().slice(0, 10)}`,
    );
  }
  return new Date(day);
}

function runningHub(): Outside {
  const file = path.join(process.env.DATA_DIR ?? '.data', 'sandbox.json');
  let sandbox: SandboxFile;
  try {
    sandbox = JSON.parse(readFileSync(file, 'utf8')) as SandboxFile;
  } catch {
    throw new Error(`${file} cannot be read: start the hub with npm start first, or give --own`);
  }
  return { url: onThisMachine(sandbox.url), sandbox };
}

async function ownHub(): Promise<Outside> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'shiftline-simulate-'));
  teardown.add(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }));
  // Under root PostgreSQL runs as another user, who must be able to pass.
  await chmod(dataDir, 0o755);
  return startSandboxHub(dataDir, await freePort(), (child) => teardown.add(() => stopChild(child)));
}
