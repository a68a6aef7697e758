/** The value that the given share of the samples does not exceed; NaN where there are none. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** The middle round: one round that something else disturbed does not move it. */
export const median = (values: readonly number[]): number => percentile(values, 0.5);

export interface Spread {
  p50: number;
  p99: number;
}

export const spread = (samples: readonly number[]): Spread => ({
  p50: percentile(samples, 0.5),
  p99: percentile(samples, 0.99),
});
