import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Repeat } from './repeat.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('work that repeats', () => {
  it('is never done twice at the same time, and goes on afterwards', async () => {
    const ends: (() => void)[] = [];
    const repeat = new Repeat(
      100,
      () => new Promise<void>((resolve) => void ends.push(resolve)),
      () => undefined,
    );
    await vi.advanceTimersByTimeAsync(350);
    expect(ends).toHaveLength(1);
    ends[0]!();
    await vi.advanceTimersByTimeAsync(100);
    expect(ends).toHaveLength(2);
    ends[1]!();
    await repeat.stop();
  });

  it('says once that it fails, and again only after it worked', async () => {
    const outcomes = [false, false, true, false];
    const failed: string[] = [];
    const repeat = new Repeat(
      100,
      async () => {
        if (!outcomes.shift()) throw new Error('away');
      },
      ({ message }) => failed.push(message),
    );
    await vi.advanceTimersByTimeAsync(250);
    expect(failed).toEqual(['away']);
    await vi.advanceTimersByTimeAsync(200);
    expect(failed).toEqual(['away', 'away']);
    await repeat.stop();
  });

  it('is waited for when it is stopped, and does not begin again', async () => {
    let runs = 0;
    let end = () => undefined as void;
    const repeat = new Repeat(
      100,
      () => new Promise<void>((resolve) => void ((runs += 1), (end = resolve))),
      () => undefined,
    );
    await vi.advanceTimersByTimeAsync(100);
    let stopped = false;
    const stopping = repeat.stop().then(() => (stopped = true));
    await vi.advanceTimersByTimeAsync(500);
    expect([runs, stopped]).toEqual([1, false]);
    end();
    await stopping;
    await vi.advanceTimersByTimeAsync(500);
    expect(runs).toBe(1);
  });
});
