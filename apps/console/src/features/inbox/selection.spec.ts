import { describe, expect, it } from 'vitest';
import { kept, nothingSelected, type Selection, toggled } from './selection.ts';

const rows = ['a', 'b', 'c', 'd', 'e'];
type Step = [id: string, range?: boolean];
const after = (...steps: Step[]): Selection =>
  steps.reduce<Selection>((selection, [id, range = false]) => toggled(selection, id, rows, range), nothingSelected);

describe('choosing rows', () => {
  it.each<[Step[], string]>([
    [[['b']], 'b'],
    [[['b'], ['b']], ''],
    [[['b'], ['d', true]], 'bcd'],
    [[['d'], ['b', true]], 'bcd'],
    [[['b'], ['c', true], ['e', true]], 'bcde'],
    [[['c', true]], 'c'],
    [[['b'], ['d', true], ['c']], 'bd'],
  ])('%j', (steps, expected) => expect([...after(...steps).ids].toSorted().join('')).toBe(expected));

  it('lets go of what has left the list', () => {
    const all = after(['a'], ['c', true]);
    expect([...kept(all, ['b', 'x']).ids]).toEqual(['b']);
    expect(kept(all, rows)).toBe(all);
  });

  it('begins anew where its first row has left', () => {
    expect([...toggled(after(['a']), 'd', ['b', 'c', 'd'], true).ids].toSorted()).toEqual(['a', 'd']);
  });
});
