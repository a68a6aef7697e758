import { describe, expect, it } from 'vitest';
import { matching } from './match.ts';

const entries = [
  { label: 'Go to the inbox' },
  { label: 'Resolve', keywords: 'close done finish' },
  { label: 'Colour scheme: dark' },
  { label: 'Unassigned' },
  { label: 'Insert a canned answer' },
  { label: 'Änderungen anzeigen' },
];
const found = (typed: string) => matching(entries, typed).map(({ label }) => label);

describe('what the palette finds', () => {
  it.each<[string, string, string[]]>([
    ['the beginning of a word', 'res', ['Resolve']],
    ['words in any order', 'dark colour', ['Colour scheme: dark']],
    ['other words for it', 'done', ['Resolve']],
    ['the middle of a word, last', 'sign', ['Unassigned']],
    ['first letters', 'gtt', ['Go to the inbox']],
    ['without accents', 'anderungen', ['Änderungen anzeigen']],
    ['with accents', 'änd', ['Änderungen anzeigen']],
    ['nothing for words it has not', 'resolve zebra', []],
    ['the first word before a later one', 'in', ['Insert a canned answer', 'Go to the inbox']],
    ['signs are no words', '/resolve!', ['Resolve']],
  ])('%s', (_, typed, labels) => expect(found(typed)).toEqual(labels));

  it('is everything, in its order, before anything is typed', () => {
    expect(found(' ')).toEqual(entries.map(({ label }) => label));
  });
});
