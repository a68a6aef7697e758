// Builds the server and the pages only when a source is newer than what was built last: a second start is quick.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const newest = (entry) => {
  if (!existsSync(entry)) return 0;
  const stat = statSync(entry);
  if (!stat.isDirectory()) return stat.mtimeMs;
  let latest = 0;
  for (const child of readdirSync(entry)) latest = Math.max(latest, newest(path.join(entry, child)));
  return latest;
};
const changed = (sources) => Math.max(...sources.map(newest));
const build = (name, sources, commands) => {
  const stamp = path.join('dist', `.built-${name}`);
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= changed([...sources, 'package-lock.json'])) return;
  const started = Date.now();
  for (const [command, ...args] of commands) {
    const { status } = spawnSync(process.execPath, [command, ...args], { stdio: ['ignore', 'inherit', 'inherit'] });
    if (status !== 0) process.exit(status ?? 1);
  }
  mkdirSync('dist', { recursive: true });
  writeFileSync(stamp, '');
  // A source saved while the build ran must count as newer the next time.
  console.log(`built ${name} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
};

const vite = 'node_modules/vite/bin/vite.js';
build(
  'server',
  [
    'apps/hub',
    'apps/cli',
    'apps/sandbox/src',
    'libs',
    'migrations',
    'test/bench',
    'tsconfig.json',
    'tsconfig.build.json',
  ],
  [['node_modules/typescript7/bin/tsc', '-p', 'tsconfig.build.json']],
);
build('console', ['apps/console', 'libs/contracts'], [[vite, 'build', 'apps/console', '--logLevel', 'warn']]);
build(
  'sandbox',
  ['apps/sandbox/page', 'apps/sandbox/vite.config.ts'],
  [[vite, 'build', 'apps/sandbox', '--logLevel', 'warn']],
);
