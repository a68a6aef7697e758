import { describe, expect, it } from 'vitest';
import { whichGoesOn } from './which-thread-goes-on.js';

const open = (id: string, hour: number | null) => ({
  id,
  writtenAt: hour === null ? null : new Date(Date.UTC(2026, 2, 1, hour)),
});

describe('of two open threads', () => {
  it.each([
    ['none is open', undefined, undefined, null, null],
    ['only the kept contact has one', open('k', 9), undefined, 'k', null],
    ['only the merged contact has one', undefined, open('m', 9), 'm', null],
    ['the customer wrote last in the kept', open('k', 10), open('m', 9), 'k', 'm'],
    ['the customer wrote last in the merged', open('k', 9), open('m', 10), 'm', 'k'],
    ['both at once', open('k', 9), open('m', 9), 'k', 'm'],
    ['nobody has written', open('k', null), open('m', null), 'k', 'm'],
    ['only the kept has words', open('k', 9), open('m', null), 'k', 'm'],
    ['only the merged has words', open('k', null), open('m', 9), 'm', 'k'],
  ])('%s', (_, kept, merged, goesOn, closes) => expect(whichGoesOn(kept, merged)).toEqual({ goesOn, closes }));
});
