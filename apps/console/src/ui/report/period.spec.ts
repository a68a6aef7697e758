import { describe, expect, it } from 'vitest';
import { daysOf, momentOf, periodBefore, periodOf } from './period.ts';

const now = Date.parse('2026-03-20T23:30:00Z');

describe('a period', () => {
  it.each([
    [{}, '2026-02-21', '2026-03-21'],
    [{ period: 'today' }, '2026-03-20', '2026-03-21'],
    [{ period: 'yesterday' }, '2026-03-19', '2026-03-20'],
    [{ period: 'this-month' }, '2026-03-01', '2026-03-21'],
    [{ period: 'last-month' }, '2026-02-01', '2026-03-01'],
    [{ period: 'for ever' }, '2026-02-21', '2026-03-21'],
    [{ from: '2026-03-01', to: '2026-03-02' }, '2026-03-01', '2026-03-02'],
    [{ from: '2026-03-01T09:00', to: '2026-03-01T10:00Z' }, '2026-03-01T09:00:00.000Z', '2026-03-01T10:00Z'],
  ])('%j is from %s to before %s', (search, from, to) => {
    expect(periodOf(search, 'Europe/London', now)).toEqual({ from, to });
  });

  it('begins with the day of the workspace, wherever one looks from', () => {
    expect(periodOf({ period: 'today' }, 'Europe/Berlin', now).from).toBe('2026-03-21');
  });

  it.each([
    ['2026-03-01', '2026-03-08', '2026-02-22'],
    ['2026-03-01', '2026-04-01', '2026-02-01'],
    ['2026-01-01', '2026-04-01', '2025-10-01'],
    ['2026-03-01T09:00:00.000Z', '2026-03-01T10:00:00.000Z', '2026-03-01T08:00:00.000Z'],
  ])('from %s to %s has before it the one from %s', (from, to, before) => {
    expect(periodBefore({ from, to })).toEqual({ from: before, to: from });
  });
});

it.each([
  ['2026-03-29T00:30', '2026-03-29T00:30:00.000Z'],
  ['2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
  ['2026-10-25T00:30', '2026-10-24T23:30:00.000Z'],
  ['2026-10-25T03:00', '2026-10-25T03:00:00.000Z'],
])('%s in London is %s, also where clocks change', (wall, moment) => {
  expect(momentOf(wall, 'Europe/London')).toBe(moment);
});

it('has every day that has begun, the ones of 23 and 25 hours too', () => {
  const cohort = { from: '2026-03-28T00:00:00Z', to: '2026-03-30T23:00:00Z', timeZone: 'Europe/London' };
  expect(daysOf(cohort, '2026-04-20T00:00:00Z')).toEqual(['2026-03-28', '2026-03-29', '2026-03-30']);
  expect(daysOf(cohort, '2026-03-29T12:00:00Z')).toEqual(['2026-03-28', '2026-03-29']);
});
