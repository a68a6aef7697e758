// Builds the server and the pages, side by side, only where a source is newer than what was built last: a second start
// is quick.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const newest = (entry) => {
  if (!existsSync(entry)) return 0;
  const stat = statSync(entry);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(entry).reduce((latest, child) => Math.max(latest, newest(path.join(entry, child))), 0);
};

const run = (command) =>
  new Promise((resolve) => {
    spawn(process.execPath, command, { stdio: ['ignore', 'inherit', 'inherit'] }).once('exit', resolve);
  });

async function build(name, sources, ...commands) {
  const stamp = path.join('dist', `.built-${name}`);
  const changed = Math.max(...[...sources, 'package-lock.json'].map(newest));
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= changed) return;
  const started = Date.now();
  for (const command of commands) if ((await run(command)) !== 0) throw new Error(`the ${name} could not be built`);
  mkdirSync('dist', { recursive: true });
  writeFileSync(stamp, '');
  // As of the start: a source saved while the build ran counts as newer the next time.
  utimesSync(stamp, new Date(started), new Date(started));
  console.log(`built ${name} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

const vite = 'node_modules/vite/bin/vite.js';
const quiet = ['--logLevel', 'warn'];
const server = [
  'apps/hub',
  'apps/cli',
  'apps/sandbox/src',
  'libs',
  'migrations',
  'test/bench',
  'test/chaos',
  'test/histories',
];
try {
  await Promise.all([
    build(
      'server',
      [...server, 'tsconfig.json', 'tsconfig.build.json', 'scripts/bundle-hub.mjs'],
      ['node_modules/typescript7/bin/tsc', '-p', 'tsconfig.build.json'],
      ['scripts/bundle-hub.mjs'],
    ),
    build('console', ['apps/console', 'libs/contracts'], [vite, 'build', 'apps/console', ...quiet]),
    build('sandbox', ['apps/sandbox/page', 'apps/sandbox/vite.config.ts'], [vite, 'build', 'apps/sandbox', ...quiet]),
  ]);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
