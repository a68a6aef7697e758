import { describe, expect, it } from 'vitest';
import { inviteStep, movesOn } from './progress.js';

describe('inviteStep', () => {
  it.each([
    ['pending', 'queued', null],
    ['in_flight', 'queued', null],
    ['unknown', 'queued', null],
    ['accepted', 'accepted', 'sent'],
    ['accepted', 'sent', 'sent'],
    ['accepted', 'delivered', 'delivered'],
    ['accepted', 'read', 'delivered'],
    ['accepted', 'failed', 'refused'],
    ['rejected', 'failed', 'refused'],
    ['unknown', 'delivered', 'delivered'],
  ] as const)('outbox %s, message %s → %s', (outbox, message, step) =>
    expect(inviteStep({ outbox, message })).toBe(step),
  );
});

describe('movesOn', () => {
  it('goes forward only, and a failure ends what was not delivered', () => {
    expect(movesOn('sending', 'sent')).toBe(true);
    expect(movesOn('sent', 'engaged')).toBe(true);
    expect(movesOn('delivered', 'sent')).toBe(false);
    expect(movesOn('delivered', 'failed')).toBe(false);
    expect(movesOn('engaged', 'delivered')).toBe(false);
    expect(movesOn('failed', 'delivered')).toBe(false);
    expect(movesOn('sent', 'failed')).toBe(true);
  });
});
