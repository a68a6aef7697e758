import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stopChild } from './child.js';
import { signIn, watchFloor, watchHub } from './consoles.js';
import { BenchDatabase } from './database.js';
import { startFloor } from './floor-process.js';
import { faults } from './ledger.js';
import { type Options, readOptions, watchersPerThread } from './options.js';
import { residentMiB } from './process-stats.js';
import { fullTable, lossTable, machine, screenTable, startUpTable } from './report.js';
import { measureStartUp } from './start-up.js';
import { Target } from './target.js';
import { Teardown } from './teardown.js';
import { watchedPhone } from './webhook.js';

/**
 * `npm run bench`: the hub beside a floor, in one run on one machine. The ratios count; the figures themselves are the
 * machine's, and what else runs on it moves them. Never fails on a figure, only on a lost or doubled message.
 */
const teardown = new Teardown();
try {
  const options = readOptions(process.argv.slice(2));
  process.exitCode = (await bench(options)) ? 0 : 1;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
} finally {
  await teardown.run();
}

async function bench(options: Options): Promise<boolean> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'shiftline-bench-'));
  teardown.add(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }));
  // Under root PostgreSQL runs as another user, who must be able to pass.
  await chmod(dataDir, 0o755);

  progress('starting on an empty directory, idle for 10 s, stopping, starting again');
  const [startUp, hubProcess] = await measureStartUp(dataDir, teardown);
  const database = await BenchDatabase.attach(dataDir, ['shiftline', 'floor']);
  teardown.add(() => database.close());
  const { whatsapp } = hubProcess.sandbox;
  const floorProcess = await startFloor('floor-server.js', database.urlOf('floor'), whatsapp.appSecret);
  teardown.add(() => stopChild(floorProcess.child));
  const settings = machine(await database.settings());

  progress(`connecting ${options.consoles} consoles to each`);
  const phones = Array.from({ length: options.consoles / watchersPerThread }, (_, n) => watchedPhone(n));
  const target = (name: string, { port, pid }: { port: number; pid: number }) =>
    new Target(name, port, pid, database.postmaster, whatsapp, phones);
  const hub = target('hub', hubProcess);
  const floor = target('floor', floorProcess);
  teardown.add(() => [hub, floor].forEach((each) => each.close()));
  await hub.openThreads();
  const cookies = await signIn(hubProcess.url, hubProcess.sandbox.users, options.consoles);
  const consoles = await watchHub(hubProcess, await database.threads(phones), cookies, hub.ledger);
  teardown.add(() => consoles.forEach((socket) => socket.close()));
  const bare = await watchFloor(floorProcess.port, phones, options.consoles, floor.ledger);
  teardown.add(() => bare.forEach((socket) => socket.terminate()));

  for (const each of [floor, hub]) await each.warmUp(options);
  for (let round = 0; round < options.rounds; round++) {
    progress(`round ${round + 1} of ${options.rounds}: webhook to screen`);
    for (const each of turns(hub, floor, round)) await each.screenRound(options);
  }
  const busyMiB = residentMiB(hubProcess.pid);
  for (let round = 0; round < options.rounds; round++) {
    progress(`round ${round + 1} of ${options.rounds}: full load`);
    for (const each of turns(hub, floor, round)) await each.fullRound(options);
  }

  const losses = {
    hub: hub.ledger.losses(await database.rows('shiftline', 'provider_message_id')),
    floor: floor.ledger.losses(await database.rows('floor', 'message_id')),
  };
  const gaps = await database.gaps('shiftline');
  console.log(`
Measured: the hub as \`npm start\` runs it, against a floor of node:http, HMAC, JSON.parse, one INSERT and one text to each
socket of a room (bare ws, the one inside Socket.IO), in the same PostgreSQL, in turns. Medians of ${options.rounds} rounds, and their
range. The machine was shared by load, hub, floor, database and whatever else ran: look at the ratios.
${settings}

${startUpTable(startUp)}
  (RSS ${busyMiB.toFixed(0)} MiB with ${options.consoles} consoles after the rounds at ${options.rate}/s, ${residentMiB(hubProcess.pid).toFixed(0)} MiB after full load)

${screenTable(hub, floor, options)}

${fullTable(hub, floor, options)}

${lossTable(losses, gaps)}`);
  return faults(losses.hub) + faults(losses.floor) + gaps === 0;
}

/** Whoever comes second finds the machine and the database as the first left them: take turns at it. */
function turns(hub: Target, floor: Target, round: number): Target[] {
  return round % 2 ? [floor, hub] : [hub, floor];
}

function progress(text: string): void {
  process.stderr.write(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${text}\n`);
}
