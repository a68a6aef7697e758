import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const libs = join(import.meta.dirname, '../../libs');
const sources = readdirSync(libs, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts') && !name.startsWith('contracts'))
  .map((name) => ({ name, source: readFileSync(join(libs, name), 'utf8') }));
// The console has a TypeScript project of its own: it is read here, not compiled.
const { tellers } = (await import(
  join(import.meta.dirname, '../../apps/console/src/features/thread/event-words.ts')
)) as { tellers: Record<string, unknown> };

/** How a line of a thread is given the name of its event: by the functions that write one, in its content, in SQL. */
const ways = [
  /\b(?:tellEvent|record)\(\s*sql,\s*[\w.]+,\s*'([a-z_.]+)'/g,
  /\bevent(?::| =) '(\w+\.\w+)'/g,
  /'event', '(\w+\.\w+)'/g,
];
const kinds = new Set(
  sources.flatMap(({ source }) => ways.flatMap((way) => [...source.matchAll(way)].map(([, kind]) => kind!))),
);

it('the console says every event of a thread in its reader’s language', () => {
  expect(kinds.size).toBeGreaterThan(15);
  expect([...kinds].filter((kind) => !Object.hasOwn(tellers, kind))).toEqual([]);
  expect(Object.keys(tellers).filter((kind) => !kinds.has(kind))).toEqual([]);
});
