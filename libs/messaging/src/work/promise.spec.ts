import { describe, expect, it } from 'vitest';
import type { WorkSettings } from '#libs/contracts';
import { promiseNow } from './promise.js';

const hours = { 1: [{ from: '09:00', to: '17:00' }] };
const settings = (promiseMinutes: number | null, open: typeof hours | null = hours) =>
  ({ promiseMinutes, calendar: { timeZone: 'UTC', hours: open, holidays: [] } }) as unknown as WorkSettings;

describe('what is promised at the offer', () => {
  it.each<[string, WorkSettings, string, number | null]>([
    ['nothing, unless the company says so', settings(null), '2026-03-02T10:00:00Z', null],
    ['within its hours', settings(30), '2026-03-02T10:00:00Z', 30],
    ['just before they end', settings(30), '2026-03-02T16:30:00Z', 30],
    ['nothing that goes on tomorrow', settings(30), '2026-03-02T16:31:00Z', null],
    ['nothing while it is closed', settings(30), '2026-03-02T08:00:00Z', null],
    ['around the clock', settings(30, null), '2026-03-01T03:00:00Z', 30],
  ])('%s', (_, rules, now, minutes) => expect(promiseNow(rules, new Date(now))).toBe(minutes));
});
