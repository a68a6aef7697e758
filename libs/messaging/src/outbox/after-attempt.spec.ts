import { describe, expect, it } from 'vitest';
import type { SendOutcome } from '#libs/channels';
import { afterAttempt, type NextStep } from './after-attempt.js';
import { type Purpose, purposes } from './purposes.js';

const error = { code: 'unknown' as const, providerCode: null, message: '' };
const outcomes: Record<SendOutcome['outcome'], SendOutcome> = {
  accepted: { outcome: 'accepted', providerMessageId: '1', status: 'accepted' },
  rejected: { outcome: 'rejected', error },
  retry: { outcome: 'retry', error },
  unknown: { outcome: 'unknown', error },
};

describe('after an attempt', () => {
  it.each<[SendOutcome['outcome'], Purpose, number, NextStep]>([
    ['accepted', 'reply', 1, 'done'],
    ['rejected', 'reply', 1, 'rejected'],
    ['rejected', 'notice', 1, 'rejected'],
    ['retry', 'reply', 1, 'again'],
    ['retry', 'reply', 7, 'again'],
    ['retry', 'reply', 8, 'rejected'],
    ['retry', 'invite', 8, 'rejected'],
    ['unknown', 'reply', 1, 'unknown'],
    ['unknown', 'invite', 1, 'again'],
    ['unknown', 'invite', 2, 'unknown'],
    ['unknown', 'notice', 1, 'again'],
    ['unknown', 'notice', 2, 'unknown'],
  ])('%s, a %s at its attempt %i: %s', (outcome, purpose, attempts, next) =>
    expect(afterAttempt(outcomes[outcome], { purpose, attempts })).toBe(next),
  );
});

describe('a lifetime', () => {
  it.each<[Purpose, string]>([
    ['reply', '2 h'],
    ['invite', '0.25 h'],
    ['notice', '24 h'],
  ])('of a %s is %s', (purpose, hours) => expect(`${purposes[purpose].lifetimeMs / 3_600_000} h`).toBe(hours));
});
