import { expect, it } from 'vitest';
import { TargetMetric, windowedTargets } from '#libs/contracts';
import { figuresOf } from '../channel-shift/figures.js';
import { measures } from '../channel-shift/measures.js';
import { actualOf } from './actual.js';

/** Sums of which none is another one's, so that no two rates are the same by chance. */
const sums = Object.fromEntries(measures.map(({ name }, n) => [name, 1000 + n * 7]));
const figures = figuresOf([{ prices: null, sums }], { '24h': 0, '72h': 0, '7d': 0 }, true);

it('every metric is one rate of the report, by its window where it has one', () => {
  const seen = new Map<number, string>();
  for (const metric of TargetMetric.options) {
    for (const window of ['24h', '72h', '7d'] as const) {
      const actual = actualOf(metric, window, figures)!;
      expect(actual, metric).toBeGreaterThan(0);
      const name = windowedTargets.has(metric) ? `${metric} ${window}` : metric;
      expect(seen.get(actual) ?? name).toBe(name);
      seen.set(actual, name);
    }
  }
  expect(seen.size).toBe(6 * 3 + 9);
});
