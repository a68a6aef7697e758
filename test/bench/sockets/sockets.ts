import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startEmbeddedPg } from '#libs/platform';
import { Random } from '../../chaos/random.js';
import { stopChild } from '../child.js';
import { Connections } from '../connection.js';
import { wholeNumbers } from '../options.js';
import { number, table } from '../report.js';
import { Teardown } from '../teardown.js';
import { textWebhook, watchedPhone } from '../webhook.js';
import { Hubs } from './hubs.js';
import { type IdleCost, idleCost } from './idle.js';
import { reporting } from './memory.js';
import { type Faults, SwarmSocket } from './swarm-socket.js';

/**
 * `npm run bench:sockets`: a thousand consoles over two hubs, cut off at random while messages come and each hub is
 * killed once. Every console must end with every message of its thread, once and in order. Then what an idle one costs,
 * beside Socket.IO by itself. Fails on a message that was missed, came twice or out of order.
 */
const defaults = { sockets: 1000, threads: 100, rate: 40, seconds: 40, seed: 1 };
const most = { sockets: 5000, threads: 2000, rate: 500, seconds: 600, seed: 2 ** 31 };
const patienceMs = 90_000;

const teardown = new Teardown();
try {
  process.exitCode = (await bench(wholeNumbers(process.argv.slice(2), defaults, most))) ? 0 : 1;
} catch (error) {
  console.error((error as Error).stack);
  process.exitCode = 2;
} finally {
  await teardown.run();
}

async function bench(options: typeof defaults): Promise<boolean> {
  const dir = await mkdtemp(path.join(tmpdir(), 'shiftline-sockets-'));
  teardown.add(() => rm(dir, { recursive: true, force: true, maxRetries: 5 }));
  // Under root PostgreSQL runs as another user, who must be able to pass.
  await chmod(dir, 0o755);
  const server = await startEmbeddedPg({ dir: path.join(dir, 'postgres'), database: 'shiftline' });
  teardown.add(() => server.stop());
  const hubs = new Hubs(dir, server.url, teardown);
  progress('starting two hubs');
  await hubs.start(2);

  progress('idle sockets, of the hub and of bare Socket.IO');
  const idle = { hub: await idleHub(hubs, options.sockets), bare: await idleBare(dir, options.sockets) };
  const run = await swarm(hubs, server.url, options);
  report(options, run, idle);
  return run.missed + run.faults.twice + run.faults.outOfOrder + run.unanswered === 0;
}

function idleHub(hubs: Hubs, count: number): Promise<IdleCost> {
  return idleCost(hubs.hub(1), count, hubs.sandbox.apiKey);
}

async function idleBare(dir: string, count: number): Promise<IdleCost> {
  const file = path.join(dir, 'memory-bare.json');
  const program = fileURLToPath(new URL('bare-socketio.js', import.meta.url));
  const child = fork(program, [], { env: { ...process.env, ...reporting(file) }, execArgv: [] });
  teardown.add(() => stopChild(child));
  const [port] = (await once(child, 'message')) as [number];
  return idleCost({ url: `http://127.0.0.1:${port}`, pid: child.pid!, report: file }, count, 'nobody');
}

async function swarm(hubs: Hubs, databaseUrl: string, { sockets, threads, rate, seconds, seed }: typeof defaults) {
  const random = new Random(seed);
  const writers = hubs.ports.map((port) => new Connections(port));
  teardown.add(() => writers.forEach((each) => each.close()));
  const phones = Array.from({ length: threads }, (_, n) => watchedPhone(n));
  let unanswered = 0;
  let sent = 0;
  /** As a provider does: again and again, wherever somebody answers. */
  const write = async (phone: string) => {
    const webhook = textWebhook(hubs.sandbox.whatsapp, phone, `wamid.bench.${sent++}`);
    for (const until = Date.now() + patienceMs; Date.now() < until; await sleep(200))
      if ((await random.pick(writers).post(webhook)) === 200) return;
    unanswered++;
  };
  await Promise.all(phones.map(write));
  const database = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  teardown.add(() => database.end());
  const heads = async () => {
    const { rows } = await database.query<{ id: string; phone: string; lastSeq: number }>(
      `select id, address as phone, last_seq as "lastSeq" from threads where address = any($1)`,
      [phones],
    );
    return new Map(rows.map((row) => [row.phone, row]));
  };
  const known = await heads();
  const faults: Faults = { twice: 0, outOfOrder: 0, connections: 0, cuts: 0 };
  const phoneOf = (n: number) => phones[n % threads]!;
  const swarmed = Array.from(
    { length: sockets },
    (_, n) =>
      new SwarmSocket(known.get(phoneOf(n))!.id, hubs.sandbox.apiKey, hubs.urls, random.fork(`socket ${n}`), faults),
  );
  teardown.add(() => swarmed.forEach((socket) => socket.stop()));
  progress(`connecting ${sockets} sockets`);
  const running = swarmed.map((socket) => socket.run());
  await until(() => swarmed.every(({ watching }) => watching), 'every socket watches');

  progress(`${rate} messages/s for ${seconds} s, with cuts and two kills`);
  const ends = performance.now() + seconds * 1000;
  const writes: Promise<void>[] = [];
  const killing = (async () => {
    for (const n of [0, 1]) {
      await sleep((seconds * 1000) / 3);
      progress(`hub ${n + 1} is killed`);
      await hubs.kill(n);
    }
  })();
  for (let due = performance.now(); due < ends; due += 1000 / rate) {
    await sleep(Math.max(0, due - performance.now()));
    writes.push(write(random.pick(phones)));
    if (random.chance(0.5)) random.pick(swarmed).cut();
  }
  await Promise.all([killing, ...writes]);

  progress('no more faults: every socket must come to the end of its thread');
  const now = await heads();
  const behind = () => swarmed.filter((socket, n) => socket.last < now.get(phoneOf(n))!.lastSeq);
  await until(() => behind().length === 0, 'every socket is at the end').catch(() => {});
  // Whatever still comes is one too many.
  await sleep(4000);
  const missed = swarmed.reduce((sum, socket, n) => sum + Math.max(0, now.get(phoneOf(n))!.lastSeq - socket.last), 0);
  const heard = swarmed.reduce((sum, socket) => sum + socket.last, 0);
  for (const socket of swarmed) socket.stop();
  await Promise.all(running);
  return { faults, missed, heard, sent, unanswered };
}

async function until(look: () => boolean, what: string): Promise<void> {
  for (const end = Date.now() + patienceMs; !look(); await sleep(100))
    if (Date.now() > end) throw new Error(`not within ${patienceMs / 1000} s: ${what}`);
}

function report(
  { sockets, threads }: typeof defaults,
  { faults, missed, heard, sent, unanswered }: Awaited<ReturnType<typeof swarm>>,
  { hub, bare }: { hub: IdleCost; bare: IdleCost },
): void {
  const kB = (bytes: number) => number(bytes / 1000, 1);
  const row = (name: string, of: (cost: IdleCost) => number) => [
    name,
    kB(of(hub)),
    kB(of(bare)),
    number(of(hub) / of(bare), 2),
  ];
  console.log(`
${sockets} sockets over two hubs, ${threads} threads, ${sent} messages; ${faults.connections} connections, ${faults.cuts} cuts, 2 hubs killed
${table(
  ['', 'seen', 'wanted'],
  [
    ['messages that sockets heard', String(heard), ''],
    ['missed', String(missed), '0'],
    ['twice', String(faults.twice), '0'],
    ['out of order', String(faults.outOfOrder), '0'],
    ['webhooks that nobody answered', String(unanswered), '0'],
  ],
)}

An idle socket, kB (${sockets} connected at once, after collecting garbage)
${table(
  ['', 'hub', 'bare Socket.IO', 'hub / bare'],
  [row('held by the heap and beside it', (cost) => cost.heldBytes), row('resident', (cost) => cost.rssBytes)],
)}`);
}

function progress(text: string): void {
  process.stderr.write(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${text}\n`);
}
