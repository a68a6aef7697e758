import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../apps/console/src');
// The console has a TypeScript project of its own: it is read here, not compiled.
const texts = async <K extends string>(file: string) =>
  (await import(join(root, 'text', file))) as Record<K, Record<string, string>>;
const { de } = await texts<'de'>('de/index.ts');
const { en } = await texts<'en'>('en.ts');
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.spec.ts') && !name.startsWith(join('text', 'de')))
  .map((name) => readFileSync(join(root, name), 'utf8'));

// `t('…')`, `t("…")` or `` t(`…`) `` with the text written out: a text put together at run time could not be translated.
const call = /\bt\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1\s*(,\s*\{[^}]*\bcount\b)?/g;
const unescaped = (text: string) => text.replace(/\\(.)/g, '$1');
const used = new Map<string, boolean>();
for (const source of sources)
  for (const [, , text, count] of source.matchAll(call)) {
    const key = unescaped(text!);
    used.set(key, (used.get(key) ?? false) || count !== undefined);
  }
const forms = (key: string, counted: boolean) => (counted ? [`${key}_one`, `${key}_other`] : [key]);
const wanted = new Set([...used].flatMap(([key, counted]) => forms(key, counted)));
const holes = (text: string) =>
  [...text.matchAll(/\{\{\w+\}\}/g)]
    .map(([hole]) => hole)
    .toSorted()
    .join(' ');

describe('the texts of the console', () => {
  it('are all there in German', () => {
    expect([...wanted].filter((key) => !(key in de))).toEqual([]);
  });

  it('with a number have both forms in English', () => {
    const counted = [...used].filter(([, is]) => is).flatMap(([key]) => forms(key, true));
    expect(counted.filter((key) => !(key in en))).toEqual([]);
  });

  it('have no translation that nobody uses', () => {
    expect(Object.keys(de).filter((key) => !wanted.has(key))).toEqual([]);
    expect(Object.keys(en).filter((key) => !wanted.has(key))).toEqual([]);
  });

  it('are translated once, so that nobody wonders which counts', async () => {
    const files = readdirSync(join(root, 'text/de')).filter((name) => name !== 'index.ts');
    const tables = await Promise.all(files.map((file) => texts(`de/${file}`)));
    const keys = tables.flatMap((table) => Object.values(table)).flatMap((table) => Object.keys(table));
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  it('keep their holes', () => {
    const bare = (key: string) => key.replace(/_(one|other)$/, '');
    expect(Object.entries(de).filter(([key, text]) => holes(bare(key)) !== holes(text))).toEqual([]);
  });
});
