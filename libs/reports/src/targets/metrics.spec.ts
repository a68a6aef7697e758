import { expect, it } from 'vitest';
import { type ReportWindow, type RowsOf, type moreReports, TargetMetric, windowedTargets } from '#libs/contracts';
import { figuresOf } from '../channel-shift/figures.js';
import { measures } from '../channel-shift/measures.js';
import { metrics } from './metrics.js';

/** Sums of which none is another one's, so that no two rates are the same by chance. */
const sums = Object.fromEntries(measures.map(({ name }, n) => [name, 1000 + n * 7]));
const figures = figuresOf([{ prices: null, sums }], { '24h': 0, '72h': 0, '7d': 0 }, true);
type Responses = RowsOf<typeof moreReports.firstResponse.tables>['responses'][number];
const responses: Responses = {
  by: 'all',
  value: null,
  cycles: 90,
  answered: 80,
  waiting: 10,
  medianSeconds: 4000,
  p90Seconds: 9000,
  businessMedianSeconds: 1800,
  businessP90Seconds: 7000,
  promised: 70,
  kept: 51,
  late: 9,
  never: 10,
  keptShare: 51 / 70,
};

const actualOf = (metric: TargetMetric, window: ReportWindow) => {
  const wanted = metrics[metric];
  return wanted.report === 'firstResponse' ? wanted.of(responses) : wanted.of(figures, window);
};

it('every metric is one number of its report, by its window where it has one', () => {
  const seen = new Map<number, string>();
  for (const metric of TargetMetric.options) {
    for (const window of ['24h', '72h', '7d'] as const) {
      const actual = actualOf(metric, window)!;
      expect(actual, metric).toBeGreaterThan(0);
      const name = windowedTargets.has(metric) ? `${metric} ${window}` : metric;
      expect(seen.get(actual) ?? name).toBe(name);
      seen.set(actual, name);
    }
  }
  expect(seen.size).toBe(6 * 3 + 9 + 2);
});

it('first responses are in business time, promises a share', () => {
  expect(actualOf('firstResponse', '72h')).toBe(1800);
  expect(actualOf('promiseKept', '72h')).toBeCloseTo(51 / 70);
});
