import { describe, expect, it } from 'vitest';
import { daysBetween, listedSince, readUntil, webhookOverdue } from './listed-days.js';

const at = (text: string) => new Date(`2026-11-${text}Z`);
const long = at('01T00:00:00');

describe('what of a provider’s list is read', () => {
  it('begins ten minutes before what was seen, and not before the channel', () => {
    expect(listedSince(at('22T12:00:00'), long)).toEqual(at('22T11:50:00'));
    expect(listedSince(at('22T12:00:00'), at('22T11:58:00'))).toEqual(at('22T11:57:00'));
  });

  it.each([
    ['22T11:50:00', '22T12:00:00', ['2026-11-22']],
    ['21T23:55:00', '22T00:04:00', ['2026-11-21', '2026-11-22']],
    ['20T23:00:00', '22T01:00:00', ['2026-11-20', '2026-11-21', '2026-11-22']],
    // The provider is in tomorrow already.
    ['22T23:45:00', '22T23:55:00', ['2026-11-22', '2026-11-23']],
  ])('days from %s to %s', (since, now, days) => {
    expect(daysBetween(at(since), at(now))).toEqual(days);
  });

  it.each([
    ['11:59:55', false],
    ['11:59:41', false],
    ['11:59:39', true],
    ['03:00:00', true],
    ['12:00:05', false],
    ['14:00:00', true],
  ])('a message of %s has lost its webhook at noon: %s', (time, overdue) => {
    expect(webhookOverdue(at(`22T${time}`), at('22T12:00:00'))).toBe(overdue);
  });

  it('is marked by the provider’s time, and never goes back', () => {
    const now = at('22T12:00:00');
    expect(readUntil(at('22T10:00:00'), at('22T11:00:00'), now)).toEqual(at('22T11:00:00'));
    expect(readUntil(at('22T10:00:00'), at('22T09:00:00'), now)).toEqual(at('22T10:00:00'));
    expect(readUntil(at('22T10:00:00'), null, now)).toEqual(at('22T10:00:00'));
    expect(readUntil(at('10T10:00:00'), null, now)).toEqual(at('21T12:00:00'));
  });
});
