import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Coalesce } from './coalesce.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('Coalesce', () => {
  it('hands over what was gathered in a moment once, each thing once', async () => {
    const handed: string[][] = [];
    const coalesce = new Coalesce<string>(10, async (gathered) => void handed.push(gathered));
    for (const value of ['a', 'b', 'a']) coalesce.add(value);
    expect(handed).toEqual([]);
    await vi.advanceTimersByTimeAsync(10);
    coalesce.add('a');
    await vi.advanceTimersByTimeAsync(10);
    expect(handed).toEqual([['a', 'b'], ['a']]);
  });

  it('waits for a handover to end before the next', async () => {
    const handed: string[][] = [];
    let end!: () => void;
    const coalesce = new Coalesce<string>(10, (gathered) => {
      handed.push(gathered);
      return new Promise((resolve) => (end = resolve));
    });
    coalesce.add('a');
    await vi.advanceTimersByTimeAsync(10);
    coalesce.add('b');
    await vi.advanceTimersByTimeAsync(100);
    expect(handed).toEqual([['a']]);
    end();
    await vi.advanceTimersByTimeAsync(10);
    expect(handed).toEqual([['a'], ['b']]);
  });

  it('hands nothing over any more once it is stopped', async () => {
    const handed: string[][] = [];
    const coalesce = new Coalesce<string>(10, async (gathered) => void handed.push(gathered));
    coalesce.add('a');
    coalesce.stop();
    coalesce.add('b');
    await vi.advanceTimersByTimeAsync(100);
    expect(handed).toEqual([]);
  });
});
