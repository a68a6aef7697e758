import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FirstWords } from './first-words.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('first words', () => {
  const noted = (most?: number) => {
    const handed: string[] = [];
    const words = new FirstWords<string, string>((item) => (handed.push(item), Promise.resolve(item)), 10, most);
    return { handed, words };
  };

  it('are handed on together with those that come within a moment of the first', async () => {
    const { handed, words } = noted();
    const first = words.add('ann', 'one');
    await vi.advanceTimersByTimeAsync(9);
    const second = words.add('ann', 'two');
    expect(handed).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(handed).toEqual(['one', 'two']);
    expect(await Promise.all([first, second])).toEqual(['one', 'two']);
  });
  it('wait for nobody else', async () => {
    const { handed, words } = noted();
    void words.add('ann', 'one');
    await vi.advanceTimersByTimeAsync(5);
    void words.add('ben', 'two');
    await vi.advanceTimersByTimeAsync(5);
    expect(handed).toEqual(['one']);
  });
  it('do not wait where many wait already', () => {
    const { handed, words } = noted(1);
    void words.add('ann', 'one');
    void words.add('ben', 'two');
    expect(handed).toEqual(['two']);
  });
  it('tell who sent them that they could not be written', async () => {
    const words = new FirstWords<string, string>(() => Promise.reject(new Error('down')));
    const sent = expect(words.add('ann', 'one')).rejects.toThrow('down');
    await vi.advanceTimersByTimeAsync(10);
    await sent;
  });
});
