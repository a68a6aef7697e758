import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const under = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts') && !name.includes('node_modules'))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'));
// The console has a TypeScript project of its own: it is read here, not compiled.
const table = (await import(join(root, 'apps/console/src/text/de/problems.ts'))) as Record<
  'problems' | 'faults',
  Record<string, string>
>;

const libs = under('libs');
const found = (sources: readonly string[], ...ways: RegExp[]) => [
  ...new Set(sources.flatMap((source) => ways.flatMap((way) => [...source.matchAll(way)].map(([, text]) => text!)))),
];
const types = found(
  libs,
  /new ProblemError\(\s*'([a-z-]+)',\s*(?!401)\d/g,
  /^ {2}\d{3}: \['([a-z-]+)', '/gm,
  /\?\? \['([a-z-]+)', '/g,
);
const checkers = [
  ...under('libs/contracts/src'),
  readFileSync(join(root, 'libs/messaging/src/templates/template-parameters.ts'), 'utf8'),
];
const faults = found(
  checkers,
  /\.(?:regex|refine)\([^;]*?,\s*'((?:\\.|[^'\\])+)',?\s*\)/g,
  /\b(?:error|message): '((?:\\.|[^'\\])+)'/g,
);

it('every problem that a signed-in person can be answered is said in German', () => {
  expect(types.length).toBeGreaterThan(80);
  expect(types.filter((type) => !(type in table.problems))).toEqual([]);
  expect(Object.keys(table.problems).filter((type) => !types.includes(type))).toEqual([]);
});

it('and so is what the hub says of a field, unless its kind of fault and a number say it', () => {
  expect(faults.length).toBeGreaterThan(20);
  const byKind = /^(at most|must be at|must be \d|must not be empty|must say|names )/;
  expect(faults.filter((fault) => !(fault in table.faults) && !byKind.test(fault))).toEqual([]);
  expect(
    Object.keys(table.faults).filter((fault) => !checkers.some((source) => source.includes(`'${fault}'`))),
  ).toEqual([]);
});
