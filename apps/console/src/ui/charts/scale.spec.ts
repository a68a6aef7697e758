import { expect, it } from 'vitest';
import { everyOf, ticksOf } from './scale.ts';

it.each([
  [0, 0.211, [0, 0.05, 0.1, 0.15, 0.2, 0.25]],
  [0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [0, 0, [0, 0.2]],
  [0, 7, [0, 2, 4, 6, 8]],
  [-19.2, 24, [-20, -10, 0, 10, 20, 30]],
  [0, 1234, [0, 250, 500, 750, 1000, 1250]],
])('from %d to %d the lines are at %j', (least, most, ticks) => expect(ticksOf(least, most)).toEqual(ticks));

it.each([
  [0, [0, 1]],
  [1, [0, 1]],
  [2, [0, 1, 2]],
  [7, [0, 2, 4, 6, 8]],
  [11, [0, 5, 10, 15]],
])('where there are only whole ones, to %d at %j', (most, ticks) => expect(ticksOf(0, most, true)).toEqual(ticks));

it('has a label where there is room', () => {
  expect(everyOf(7, 700, 60)).toBe(1);
  expect(everyOf(28, 700, 60)).toBe(3);
});
