import { describe, expect, it } from 'vitest';
import { localInput, snoozePresets, timeFault } from './snooze-presets.ts';

const of = (now: string) =>
  Object.fromEntries(snoozePresets(new Date(now)).map(({ id, until }) => [id, until && localInput(until)]));

describe('until when a thread is set aside', () => {
  // 2026-03-02 is a Monday.
  it.each<[string, string, Record<string, string | null>]>([
    [
      'a Monday morning',
      '2026-03-02T10:05',
      { today: '2026-03-02T13:15', tomorrow: '2026-03-03T09:00', week: '2026-03-09T09:00', reply: null },
    ],
    ['an afternoon', '2026-03-02T17:30', { today: '2026-03-02T20:30' }],
    ['a Saturday', '2026-03-07T10:00', { tomorrow: '2026-03-08T09:00', week: '2026-03-09T09:00' }],
    [
      'a Sunday, when next week is not tomorrow',
      '2026-03-08T10:00',
      { tomorrow: '2026-03-09T09:00', week: '2026-03-16T09:00' },
    ],
    ['the end of a year', '2026-12-31T10:00', { tomorrow: '2027-01-01T09:00' }],
  ])('%s', (_, now, expected) => expect(of(now)).toMatchObject(expected));

  it.each(['2026-03-02T18:00', '2026-03-02T20:00', '2026-03-02T23:30'])('has no later today at %s', (now) => {
    expect(of(now)).not.toHaveProperty('today');
  });

  it.each([
    ['', 'Choose a day and a time.'],
    ['2026-03-02T10:00', 'Choose a time that is still to come.'],
    ['2027-03-03T10:00', 'Choose a time within a year.'],
    ['2026-03-02T10:01', null],
  ])('a typed %j', (typed, fault) => expect(timeFault(typed, new Date('2026-03-02T10:00'))).toBe(fault));
});
