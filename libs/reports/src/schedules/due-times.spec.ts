import { describe, expect, it } from 'vitest';
import { lastDue, nextDue, periodBefore, type Rhythm } from './due-times.js';

const daily = (at: string): Rhythm => ({ every: 'day', weekday: null, at });
const weekly = (weekday: number, at: string): Rhythm => ({ every: 'week', weekday, at });

/** 2026: London goes forward on 29 March at 01:00, back on 25 October at 02:00; Berlin an hour of its clocks later. */
const table: [string, Rhythm, string, string, string][] = [
  ['today, where it is still to come', daily('07:00'), 'Europe/London', '2026-01-05T06:59:00Z', '2026-01-05T07:00:00Z'],
  [
    'tomorrow, from the very minute on',
    daily('07:00'),
    'Europe/London',
    '2026-01-05T07:00:00Z',
    '2026-01-06T07:00:00Z',
  ],
  ['by the clocks, also in summer', daily('07:00'), 'Europe/London', '2026-07-05T06:30:00Z', '2026-07-06T06:00:00Z'],
  ['over the change, an hour sooner', daily('07:00'), 'Europe/London', '2026-03-28T07:00:00Z', '2026-03-29T06:00:00Z'],
  [
    'a time that is left out: when the clocks go on',
    daily('01:30'),
    'Europe/London',
    '2026-03-28T12:00:00Z',
    '2026-03-29T01:00:00Z',
  ],
  ['the same in Berlin', daily('02:15'), 'Europe/Berlin', '2026-03-28T12:00:00Z', '2026-03-29T01:00:00Z'],
  ['the day after it is itself again', daily('01:30'), 'Europe/London', '2026-03-29T01:00:00Z', '2026-03-30T00:30:00Z'],
  [
    'a time that comes twice: the first',
    daily('01:30'),
    'Europe/London',
    '2026-10-24T12:00:00Z',
    '2026-10-25T00:30:00Z',
  ],
  ['and not the second', daily('01:30'), 'Europe/London', '2026-10-25T00:30:00Z', '2026-10-26T01:30:00Z'],
  [
    'where half an hour is left out',
    daily('02:10'),
    'Australia/Lord_Howe',
    '2026-10-03T12:00:00Z',
    '2026-10-03T15:30:00Z',
  ],
  ['where midnight is left out', daily('00:00'), 'Africa/Cairo', '2026-04-23T12:00:00Z', '2026-04-23T22:00:00Z'],
  ['on its weekday', weekly(1, '08:00'), 'Europe/London', '2026-01-06T12:00:00Z', '2026-01-12T08:00:00Z'],
  ['on Sunday', weekly(7, '08:00'), 'Europe/London', '2026-01-06T12:00:00Z', '2026-01-11T08:00:00Z'],
  ['far in the east', weekly(1, '08:00'), 'Pacific/Auckland', '2026-01-04T18:00:00Z', '2026-01-04T19:00:00Z'],
];

describe('when a report is due', () => {
  it.each(table)('%s', (_, rhythm, timeZone, after, due) => {
    expect(nextDue(new Date(after), rhythm, timeZone).toISOString()).toBe(new Date(due).toISOString());
    expect(lastDue(new Date(due), rhythm, timeZone).toISOString()).toBe(new Date(due).toISOString());
  });

  it('is every day once, through a whole year of any zone', () => {
    for (const timeZone of [
      'Europe/London',
      'America/New_York',
      'Australia/Lord_Howe',
      'Africa/Cairo',
      'Asia/Kolkata',
    ]) {
      for (const at of ['00:00', '01:30', '02:10', '23:59']) {
        const dates = new Set<string>();
        for (let n = 0, due = new Date('2026-01-01T12:00:00Z'); n < 365; n++) {
          due = nextDue(due, daily(at), timeZone);
          dates.add(due.toLocaleDateString('en-CA', { timeZone }));
        }
        expect([timeZone, at, dates.size]).toEqual([timeZone, at, 365]);
      }
    }
  });
});

describe('what it is about', () => {
  it.each([
    ['the day before', 'day', '2026-03-02T07:00:00Z', ['2026-02-28', '2026-03-01', '2026-03-01', '2026-03-02']],
    ['by the zone’s own date', 'day', '2026-07-01T23:30:00Z', ['2026-06-30', '2026-07-01', '2026-07-01', '2026-07-02']],
    [
      'the week before on Monday',
      'week',
      '2026-03-09T07:00:00Z',
      ['2026-02-23', '2026-03-02', '2026-03-02', '2026-03-09'],
    ],
    ['the same on Sunday', 'week', '2026-03-15T07:00:00Z', ['2026-02-23', '2026-03-02', '2026-03-02', '2026-03-09']],
  ] as const)('%s', (_, every, due, [compareFrom, compareTo, from, to]) => {
    expect(periodBefore(new Date(due), every, 'Europe/London')).toEqual({ compareFrom, compareTo, from, to });
  });
});
