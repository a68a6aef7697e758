import { describe, expect, it } from 'vitest';
import { retryDelay } from './retry-delay.js';

describe('retryDelay', () => {
  it('doubles its ceiling with every attempt', () => {
    expect([1, 2, 3, 8].map((n) => retryDelay(n, () => 1))).toEqual([2000, 4000, 8000, 256_000]);
  });
  it('never waits longer than five minutes, however often it failed', () => {
    expect([9, 50, 5000].map((n) => retryDelay(n, () => 1))).toEqual([300_000, 300_000, 300_000]);
  });
  it('spreads over the whole range', () => {
    expect(retryDelay(5, () => 0)).toBe(0);
    expect(retryDelay(1, () => 0.5)).toBe(1000);
  });
});
