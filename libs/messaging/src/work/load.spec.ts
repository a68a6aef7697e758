import { describe, expect, it } from 'vitest';
import { loadOf, weightOf } from './load.js';

describe('how much work a thread is', () => {
  it.each([
    ['the customer waits, a moment ago', false, true, true, 1],
    ['the customer waits, for hours', false, true, false, 1],
    ['it was answered a moment ago', false, false, true, 1],
    ['it waits for the customer', false, false, false, 0.5],
    ['it is snoozed', true, false, false, 0],
    ['it was snoozed a moment ago', true, false, true, 0],
    ['it is snoozed although the customer waits', true, true, false, 0],
    ['it was snoozed a moment ago although the customer waits', true, true, true, 0],
  ])('%s', (_, snoozed, waiting, active, weight) => expect(weightOf({ snoozed, waiting, active })).toBe(weight));

  it('adds up by kind', () => {
    const kind = { snoozed: false, waiting: false, active: false };
    expect(loadOf([])).toBe(0);
    expect(
      loadOf([
        { ...kind, waiting: true, threads: 3 },
        { ...kind, threads: 3 },
        { ...kind, snoozed: true, threads: 9 },
      ]),
    ).toBe(4.5);
  });
});
