import { describe, expect, it } from 'vitest';
import type { ErrorCode, SendOutcome } from '#libs/channels';
import { afterFailure, afterLimit, type Evidence, evidenceOf } from './breaker.js';

const most = () => 1;
const least = () => 0;

describe('what an attempt tells of its sender', () => {
  const failure = (outcome: 'rejected' | 'retry' | 'unknown', code: ErrorCode): SendOutcome => ({
    outcome,
    error: { code, providerCode: null, message: '' },
  });
  it.each<[SendOutcome, Evidence]>([
    [{ outcome: 'accepted', providerMessageId: '1', status: 'accepted' }, 'answers'],
    [failure('rejected', 'recipient_unreachable'), 'answers'],
    [failure('rejected', 'unauthorized'), 'answers'],
    [failure('retry', 'rate_limited'), 'too_much'],
    [failure('retry', 'provider_unavailable'), 'down'],
    [failure('unknown', 'provider_unavailable'), 'down'],
    [failure('unknown', 'unknown'), 'down'],
  ])('%j: %s', (result, evidence) => expect(evidenceOf(result)).toBe(evidence));
});

describe('the breaker', () => {
  it.each([
    // failures, openings, probe, then
    [0, 0, false, { failures: 1, openings: 0, wait: null }],
    [3, 0, false, { failures: 4, openings: 0, wait: null }],
    [4, 0, false, { failures: 5, openings: 1, wait: 2000 }],
    // Under way when it opened.
    [5, 1, false, { failures: 6, openings: 1, wait: null }],
    [5, 1, true, { failures: 6, openings: 2, wait: 4000 }],
    [9, 5, true, { failures: 10, openings: 6, wait: 64_000 }],
    [99, 40, true, { failures: 100, openings: 41, wait: 300_000 }],
  ])('after %i failures and %i openings, probe %s', (failures, openings, probe, then) =>
    expect(afterFailure({ failures, openings }, probe, most)).toEqual(then),
  );

  it('never waits less than half as long', () =>
    expect(afterFailure({ failures: 4, openings: 0 }, false, least).wait).toBe(1000));
});

describe('a limit hit', () => {
  it.each([
    ['sender', 1, 2000],
    ['sender', 3, 8000],
    ['sender', 20, 300_000],
    ['recipient', 1, 4000],
    ['recipient', 2, 16_000],
    ['recipient', 4, 256_000],
    ['recipient', 9, 300_000],
  ] as const)('of the %s, %i times in a row, shuts it for up to %i ms', (bucket, times, ms) => {
    expect(afterLimit(bucket, times, most)).toBe(ms);
    expect(afterLimit(bucket, times, least)).toBe(ms / 2);
  });
});
