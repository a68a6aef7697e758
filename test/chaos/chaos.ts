import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Teardown } from '../bench/teardown.js';
import { mutants } from './mutants.js';
import { readOptions } from './options.js';
import { type Outcome, run } from './rig.js';

const options = readOptions(process.argv.slice(2));
const teardown = new Teardown();
try {
  process.exitCode = options.mutants ? await everyMutant() : await single();
} catch (error) {
  console.error(error);
  process.exitCode = 2;
} finally {
  await teardown.run();
}

async function single(): Promise<number> {
  const { seed, seconds, webhooks, sends, hubs, consoles, mutant } = options;
  console.log(
    `seed ${seed}: ${seconds} s, ${hubs} hubs, ${webhooks} messages, ${sends} replies, ${consoles} consoles` +
      (mutant ? `, mutant ${mutant}` : ''),
  );
  const outcome = await run(options, teardown);
  report(outcome);
  return outcome.verdict.clean ? 0 : 1;
}

function report({ verdict, counters, readyAgainMs, messages, replies, deadlocks, drainedMs }: Outcome): void {
  console.log(counters.toString());
  const sorted = [...readyAgainMs].sort((a, b) => a - b);
  const ms = (at: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(at * sorted.length))] ?? 0);
  console.log(
    `${messages} messages, ${replies} replies; ready again after kill -9: p50 ${ms(0.5)} ms, max ${ms(1)} ms ` +
      `(${sorted.length} with the database well); deadlocks ${deadlocks}; drained in ${(drainedMs / 1000).toFixed(1)} s`,
  );
  for (const line of verdict.examples()) console.log(`  ${line}`);
  console.log(verdict.toString());
}

/** What chance did not bring about in one run it may in the next. */
const seedsEach = 3;

/** A mutant is caught where a run with it is not clean; without one the same run must be. Each in a process of its own. */
async function everyMutant(): Promise<number> {
  let missed = 0;
  for (const mutant of [undefined, ...mutants]) {
    let { code, lines } = await runApart(options.seed, mutant?.name);
    for (let more = 1; mutant && code === 0 && more < seedsEach; more++)
      ({ code, lines } = await runApart(options.seed + more, mutant.name));
    const right = code === (mutant ? 1 : 0);
    if (!right) missed++;
    const word = mutant ? (right ? 'caught' : 'MISSED') : right ? 'clean' : 'NOT CLEAN';
    const example = lines.find((line) => line.startsWith('  '))?.trim() ?? '';
    console.log(`${(mutant?.name ?? 'no mutant').padEnd(24)}${word.padEnd(11)}${lines.at(-1)}; ${example}`);
  }
  return missed ? 1 : 0;
}

async function runApart(seed: number, mutant = ''): Promise<{ code: number; lines: string[] }> {
  const { seconds, webhooks, sends, hubs, consoles } = options;
  const numbers = { seed, minutes: seconds / 60, webhooks, sends, hubs, consoles };
  const args = Object.entries(numbers).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn(process.execPath, [process.argv[1]!, ...args], {
    env: { ...process.env, MUTANT: mutant },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  teardown.add(() => child.kill('SIGTERM'));
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const [code] = (await once(child, 'close')) as [number];
  return { code, lines: Buffer.concat(chunks).toString().trimEnd().split('\n') };
}
