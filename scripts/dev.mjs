// Compiler, hub and pages, each rebuilt or restarted on change. Pages: http://localhost:5173 (they ask the hub on PORT).
import { spawn, spawnSync } from 'node:child_process';

const node = process.execPath;
spawnSync(node, ['scripts/build-when-stale.mjs'], { stdio: 'inherit' });
const children = [
  [node, 'node_modules/typescript7/bin/tsc', '-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput'],
  [node, '--watch', '--watch-preserve-output', '--enable-source-maps', 'dist/apps/hub/src/main.js'],
  [node, 'node_modules/vite/bin/vite.js', 'apps/console'],
].map(([command, ...args]) => spawn(command, args, { stdio: 'inherit' }));

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => children.forEach((child) => child.kill(signal)));
}
for (const child of children) child.once('exit', () => children.forEach((other) => other.kill('SIGTERM')));
