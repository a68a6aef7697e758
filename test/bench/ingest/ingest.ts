import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '../../../apps/hub/src/open-database.js';
import { stopChild } from '../child.js';
import { BenchDatabase } from '../database.js';
import { startFloor } from '../floor-process.js';
import { faults, type Losses } from '../ledger.js';
import { wholeNumbers } from '../options.js';
import { machine } from '../report.js';
import { Teardown } from '../teardown.js';
import { otherPhone } from '../webhook.js';
import { Contender } from './contender.js';
import { ingestTable, kept, offeredTable } from './ingest-report.js';
import { attachConsoles, sender, startMetaHub } from './meta-hub.js';
import { holds, offer, type Outcome } from './offered.js';

/**
 * `npm run bench:ingest`: how fast signed Meta webhooks become durable, beside programs that do less and beside the usual
 * way to write it, in one run on one PostgreSQL server. Fails only on a lost or doubled message, never on a figure.
 */
const defaults = { rounds: 5, seconds: 4, sockets: 10, events: 4000 };
const most = { rounds: 20, seconds: 30, sockets: 100, events: 20_000 };
/** Where the rate wanted is not held: what is tried next. */
const steps = [0.75, 0.5, 0.375, 0.25, 0.125];
const offeredSeconds = 10;
export type IngestOptions = typeof defaults;

const teardown = new Teardown();
try {
  process.exitCode = (await bench(wholeNumbers(process.argv.slice(2), defaults, most))) ? 0 : 1;
} catch (error) {
  console.error((error as Error).stack);
  process.exitCode = 2;
} finally {
  await teardown.run();
}

async function bench(options: IngestOptions): Promise<boolean> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'shiftline-bench-'));
  teardown.add(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }));
  // Under root PostgreSQL runs as another user, who must be able to pass.
  await chmod(dataDir, 0o755);
  progress('starting PostgreSQL, the hub and what it is compared with');
  const server = await openDatabase({ dataDir, databaseUrl: undefined });
  teardown.add(() => server.stop());
  const database = await BenchDatabase.attach(dataDir, ['shiftline', 'batched', 'insert', 'orm']);
  teardown.add(() => database.close());
  const hubProcess = await startMetaHub(dataDir, database.urlOf('shiftline'), (child) =>
    teardown.add(() => stopChild(child)),
  );
  const hub = new Contender('hub', hubProcess, database.postmaster, sender);
  const other = async (name: string, program: string) => {
    const floor = await startFloor(program, database.urlOf(name), sender.appSecret);
    teardown.add(() => stopChild(floor.child));
    return new Contender(name, floor, database.postmaster, sender);
  };
  const batched = await other('batched', 'ingest/batched-floor.js');
  const insert = await other('insert', 'floor-server.js');
  const orm = await other('orm', 'ingest/orm-server.js');
  const all = [hub, batched, insert, orm];
  teardown.add(() => all.forEach(({ connections }) => connections.close()));
  const settings = machine(await database.settings());

  for (const each of all) {
    progress(`${each.name}: 2,000 customers write for the first time`);
    await each.introduce();
  }
  const watched = Array.from({ length: options.sockets }, (_, n) => otherPhone(n * 31));
  const consoles = await attachConsoles(hubProcess, await database.threads(watched));
  teardown.add(() => consoles.forEach((socket) => socket.close()));
  // One unmeasured round each: plans are cached, code is compiled.
  for (const each of all) await each.round(1);
  for (const each of all) each.rounds.length = 0;
  for (let round = 0; round < options.rounds; round++) {
    progress(`round ${round + 1} of ${options.rounds}: full load`);
    // Whoever comes second finds the machine and the database as the first left them: everybody's turn moves on.
    for (const [turn] of all.entries()) await all[(turn + round) % all.length]!.round(options.seconds);
  }

  console.log(`\n${settings}\n\n${ingestTable({ hub, batched, insert, orm }, options)}\n`);
  const outcomes: Outcome[] = [];
  for (const perPost of [1, 10])
    for (const rate of [options.events, ...steps.map((step) => Math.round(options.events * step))]) {
      progress(`${rate} events/s, ${perPost} to a webhook`);
      const mark = `offered${outcomes.length}`;
      outcomes.push(await offer(database, hub, { rate, perPost, seconds: offeredSeconds }, mark));
      if (holds(outcomes.at(-1)!)) break;
    }

  progress('counting what is there');
  const losses: Record<string, Losses & { gaps: number }> = {};
  for (const { name, ledger } of all) {
    const inDatabase = name === 'hub' ? 'shiftline' : name;
    const rows = await database.rows(inDatabase, name === 'hub' ? 'provider_message_id' : 'message_id');
    const gaps = name === 'insert' ? Number.NaN : await database.gaps(inDatabase);
    losses[name] = { ...ledger.losses(rows), gaps };
  }
  console.log(`${offeredTable(outcomes)}

${kept(losses)}`);
  // One INSERT knows no repetition: what is delivered twice is there twice.
  losses.insert!.committedTwice = 0;
  const whole = Object.values(losses).every((loss) => faults(loss) + (loss.gaps || 0) === 0);
  return whole && outcomes.every(({ receiptsLost }) => receiptsLost === 0);
}

function progress(text: string): void {
  process.stderr.write(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${text}\n`);
}
