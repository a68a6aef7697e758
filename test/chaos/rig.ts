import { appendFile, copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomBytes } from 'node:crypto';
import type { SandboxFile } from '../../apps/hub/src/demo.js';
import { freePort } from '../bench/hub-process.js';
import { Teardown } from '../bench/teardown.js';
import { Agents } from './agents.js';
import { Carrier } from './carrier.js';
import { CarrierLedger } from './carrier-ledger.js';
import { ChaosDatabase } from './chaos-database.js';
import { ConsoleClient } from './console-client.js';
import { Counters } from './counters.js';
import { Customers } from './customers.js';
import { FaultProxy } from './fault-proxy.js';
import { Faults } from './faults.js';
import { Gate } from './gate.js';
import { HubProcess } from './hub-process.js';
import { judge } from './judge.js';
import { mutantNamed } from './mutants.js';
import type { Options } from './options.js';
import { copyProgram } from './program-copy.js';
import { Random } from './random.js';
import type { Verdict } from './verdict.js';

/** Notes every fall of a message's status, whoever makes it. */
const watchFalls = `
create table chaos_falls (thread_id bigint, seq int, was message_status, became message_status);
create function chaos_fell() returns trigger language plpgsql as $$ begin
  insert into chaos_falls values (new.thread_id, new.seq, old.status, new.status); return null; end $$;
create trigger chaos_fell after update on messages for each row when (new.status < old.status)
  execute function chaos_fell();`;

export interface Outcome {
  verdict: Verdict;
  counters: Counters;
  readyAgainMs: readonly number[];
  messages: number;
  replies: number;
  deadlocks: number;
  /** From the last fault until nothing was left to do. */
  drainedMs: number;
}

/** Everything one run needs, from an empty folder to the verdict. */
export async function run(options: Options, teardown: Teardown): Promise<Outcome> {
  const random = new Random(options.seed);
  const counters = new Counters();
  const mutant = mutantNamed(options.mutant);
  const dir = await mkdtemp(path.join(tmpdir(), 'shiftline-chaos-'));
  teardown.add(() => (options.keep ? console.log(`kept: ${dir}`) : rm(dir, { recursive: true, force: true })));
  const main = await copyProgram(path.join(dir, 'program'), mutant);

  const db = new ChaosDatabase(path.join(dir, 'postgres'));
  teardown.add(() => db.stop());
  await db.start();
  const gate = new Gate();
  await gate.listen();
  const ledger = await CarrierLedger.open(path.join(dir, 'carrier.jsonl'));
  const carrier = new Carrier(ledger, random.fork('carrier'), counters, gate.url);
  await carrier.listen();
  const toDatabase = new FaultProxy(() => db.port);
  const toCarrier = new FaultProxy(() => carrier.port);
  await toDatabase.listen();
  await toCarrier.listen();
  for (const part of [ledger, carrier, gate, toDatabase, toCarrier]) teardown.add(() => part.close());

  const env = {
    DATABASE_URL: db.urlThrough(toDatabase.port),
    PUBLIC_URL: gate.url,
    SANDBOX: 'on',
    SECRET_KEY: randomBytes(24).toString('hex'),
    TWILIO_API_URL: `http://127.0.0.1:${toCarrier.port}/twilio`,
    META_GRAPH_URL: `http://127.0.0.1:${toCarrier.port}/graph`,
  };
  const hubs: HubProcess[] = [];
  const identity = path.join(dir, 'hub-1', 'sandbox.json');
  for (let n = 1; n <= options.hubs; n++) {
    const dataDir = path.join(dir, `hub-${n}`);
    await mkdir(dataDir);
    // One company with several hubs: the others have the first one's sign-ins and secrets.
    if (n > 1) await copyFile(identity, path.join(dataDir, 'sandbox.json'));
    const hub = new HubProcess({ name: `hub-${n}`, main, dataDir, port: await freePort(), env });
    teardown.add(() => hub.stop());
    hubs.push(hub);
    hub.start();
    if ((await hub.ready()) === null) throw new Error(`${hub.name} did not become ready; see ${dir}/${hub.name}.log`);
  }
  const sandbox = JSON.parse(await readFile(identity, 'utf8')) as SandboxFile;
  carrier.identify(sandbox);
  gate.serve(hubs);
  await db.query(watchFalls);
  if (mutant?.sql) await db.query(mutant.sql);

  const customers = new Customers(sandbox, gate.url, random.fork('customers'), counters, options.webhooks);
  const agents = new Agents(gate.url, sandbox.apiKey, db, random.fork('agents'), counters);
  const consoles = Array.from(
    { length: options.consoles },
    (_, n) =>
      new ConsoleClient(
        sandbox.apiKey,
        random.fork(`console ${n}`),
        hubs.map(({ url }) => url),
        () => agents.known.slice(0, 8),
        (name) => counters.hit(name),
      ),
  );
  const faults = new Faults(hubs, db, toDatabase, toCarrier, random.fork('faults'), counters);
  teardown.add(() => [customers, agents, faults, ...consoles].forEach((part) => part.stop()));

  const flapping = consoles.map((console) => console.flap());
  await Promise.all([
    customers.write(options.webhooks, options.seconds),
    agents.write(options.sends, options.seconds),
    faults.run(options.seconds),
  ]);

  const faultsEnded = performance.now();
  const undrained: string[] = [];
  const deadline = Date.now() + 90_000;
  const drained = async (what: string, look: () => Promise<boolean> | boolean, seconds = 45) => {
    const until = Math.min(deadline, Date.now() + seconds * 1000);
    for (; Date.now() < until; await sleep(50)) {
      try {
        if (await look()) return;
      } catch {
        // Asked again in a moment.
      }
    }
    const sessions = await db.query(`select pid, application_name, state, wait_event_type, wait_event,
      now() - state_change as since, pg_blocking_pids(pid) as blocked_by, query from pg_stat_activity where pid <> pg_backend_pid()`);
    await appendFile(path.join(dir, 'sessions.txt'), `${what}\n${sessions.map((s) => JSON.stringify(s)).join('\n')}\n`);
    undrained.push(`without a fault there still were ${what}`);
  };
  const ready = async () => {
    for (const hub of hubs)
      if ((await hub.ready()) === null) undrained.push(`${hub.name} was not ready 30 s after the last fault`);
  };
  await ready();
  await drained('webhooks that were not acknowledged', () => customers.pending === 0);
  await drained('replies that were not acknowledged', () => agents.pending === 0);
  customers.stop();
  agents.stop();
  for (const console of consoles) console.stop();
  await Promise.all(flapping);
  carrier.misbehaving = false;
  // Once more all at once. With every owner of a lease dead the clock may be put forward instead of waited for.
  await Promise.all(hubs.map((hub) => hub.kill()));
  await db.query(`update outbox set lease_until = now() - interval '1 s' where state = 'in_flight'`);
  await db.query(`update outbox set run_at = now() where state = 'pending'`);
  await db.query(`update jobs set lease_until = null, run_at = now()`);
  for (const hub of hubs) hub.start();
  for (const ms of await Promise.all(hubs.map((hub) => hub.ready()))) if (ms !== null) faults.readyAgainMs.push(ms);
  const none = async (sql: string) => (await db.query(sql)).length === 0;
  await drained('sends under way', () => none(`select from outbox where state in ('pending', 'in_flight') limit 1`));
  await drained('receipts that were not acknowledged', () => carrier.receipts.owed === 0);
  await drained('jobs', () => none('select from jobs limit 1'));
  for (const [n, console] of consoles.entries())
    await drained(`threads that console ${n} could not read`, () => console.resync(random.pick(hubs).url), 10);

  const drainedMs = performance.now() - faultsEnded;
  const evidence = { db, customers, agents, consoles, receipts: carrier.receipts };
  const verdict = await judge({ ...evidence, taken: ledger.taken, unanswered: carrier.unanswered });
  for (const what of undrained) verdict.unexpected(what);
  for (const hub of hubs) if (hub.crashes) verdict.unexpected(`${hub.name} ended by itself ${hub.crashes} times`);
  for (const [reason, n] of agents.refused) verdict.unexpected(`${n} replies were refused: ${reason}`);
  for (const console of consoles) console.drop();
  for (const hub of hubs) {
    counters.hit('failed-starts', hub.failedStarts);
    counters.hit('stalled-starts', hub.stalledStarts);
  }
  const { readyAgainMs } = faults;
  const [messages, replies] = [customers.written.size, agents.replies.size];
  return { verdict, counters, readyAgainMs, messages, replies, drainedMs, deadlocks: db.logged('deadlock detected') };
}
