import { describe, expect, it } from 'vitest';
import { bucketsOf } from './pace.js';

const none = { pairSeconds: null, pairBurst: null };

describe('the buckets of a sender', () => {
  it.each([
    [80, undefined, { seconds: 1 / 80, burst: 9 }],
    [1, undefined, { seconds: 1, burst: 1 }],
    [1, '100', { seconds: 0.01, burst: 11 }],
    [1, '20', { seconds: 0.05, burst: 3 }],
    [80, '0.5', { seconds: 2, burst: 1 }],
    [80, '0', { seconds: 1 / 80, burst: 9 }],
    [80, '-3', { seconds: 1 / 80, burst: 9 }],
    [80, 'many', { seconds: 1 / 80, burst: 9 }],
    [80, '', { seconds: 1 / 80, burst: 9 }],
    [80, 'Infinity', { seconds: 1 / 80, burst: 9 }],
  ])('%d a second, of its own %s', (perSecond, sendsPerSecond, expected) => {
    const settings: Record<string, string> = sendsPerSecond === undefined ? {} : { sendsPerSecond };
    expect(bucketsOf({ perSecond, pair: null }, settings)).toEqual({ ...expected, ...none });
  });

  it('keep the recipient’s, which is the provider’s alone', () => {
    const pair = { seconds: 6, burst: 45 };
    expect(bucketsOf({ perSecond: 80, pair }, { sendsPerSecond: '1000' })).toMatchObject({
      pairSeconds: 6,
      pairBurst: 45,
    });
  });
});
