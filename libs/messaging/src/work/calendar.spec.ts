import { describe, expect, it } from 'vitest';
import type { BusinessCalendar } from '#libs/contracts';
import { addBusinessTime, openTimes, subtractBusinessTime } from './calendar.js';

const nine = [{ from: '09:00', to: '17:00' }];
const office = (timeZone: string, holidays: string[] = []): BusinessCalendar => ({
  timeZone,
  hours: { 1: nine, 2: nine, 3: nine, 4: nine, 5: nine },
  holidays: holidays.map((date) => ({ date, name: 'closed' })),
});
const always = (timeZone: string, holidays: string[] = []): BusinessCalendar => ({
  ...office(timeZone, holidays),
  hours: null,
});
const night = (timeZone: string): BusinessCalendar => {
  const shift = [{ from: '22:00', to: '06:00' }];
  return {
    timeZone,
    hours: { 0: shift, 1: shift, 2: shift, 3: shift, 4: shift, 5: shift, 6: shift },
    holidays: [],
  };
};
const lunch: BusinessCalendar = {
  timeZone: 'Europe/London',
  hours: {
    1: [
      { from: '13:00', to: '17:00' },
      { from: '08:00', to: '12:00' },
    ],
  },
  holidays: [],
};
const overlapping: BusinessCalendar = {
  timeZone: 'UTC',
  hours: { 1: [{ from: '20:00', to: '04:00' }], 2: [{ from: '02:00', to: '10:00' }] },
  holidays: [],
};
const hour = 60;

const openMinutes = (from: Date, to: Date, calendar: BusinessCalendar) =>
  openTimes(from, to, calendar).reduce((sum, { start, end }) => sum + end.getTime() - start.getTime(), 0) / 60_000;

describe('business time', () => {
  it.each<[string, BusinessCalendar, string, number, string]>([
    // 2026-03-02 is a Monday.
    ['within a day', office('UTC'), '2026-03-02T10:00:00Z', 90, '2026-03-02T11:30:00Z'],
    ['to the very end of a day', office('UTC'), '2026-03-02T16:00:00Z', hour, '2026-03-02T17:00:00Z'],
    ['over the evening', office('UTC'), '2026-03-02T16:30:00Z', hour, '2026-03-03T09:30:00Z'],
    ['from before opening', office('UTC'), '2026-03-02T03:00:00Z', hour, '2026-03-02T10:00:00Z'],
    ['from after closing', office('UTC'), '2026-03-02T20:00:00Z', hour, '2026-03-03T10:00:00Z'],
    ['over the weekend', office('UTC'), '2026-03-06T16:59:00Z', 2, '2026-03-09T09:01:00Z'],
    ['begun on a Sunday', office('UTC'), '2026-03-08T12:00:00Z', 30, '2026-03-09T09:30:00Z'],
    ['a week of work', office('UTC'), '2026-03-02T09:00:00Z', 40 * hour, '2026-03-06T17:00:00Z'],
    ['a minute more', office('UTC'), '2026-03-02T09:00:00Z', 40 * hour + 1, '2026-03-09T09:01:00Z'],
    ['with seconds', office('UTC'), '2026-03-02T16:59:30Z', 1, '2026-03-03T09:00:30Z'],
    ['over a holiday', office('UTC', ['2026-03-03']), '2026-03-02T16:00:00Z', 2 * hour, '2026-03-04T10:00:00Z'],
    [
      'over Easter',
      office('Europe/London', ['2026-04-03', '2026-04-06']),
      '2026-04-02T15:30:00Z',
      hour,
      '2026-04-07T08:30:00Z',
    ],
    ['begun on a holiday', office('UTC', ['2026-03-03']), '2026-03-03T10:00:00Z', hour, '2026-03-04T10:00:00Z'],
    ['in another zone', office('America/New_York'), '2026-03-02T13:00:00Z', hour, '2026-03-02T15:00:00Z'],
    ['where the day is another', office('Pacific/Auckland'), '2026-03-01T19:00:00Z', hour, '2026-03-01T21:00:00Z'],
    ['half an hour off', office('Asia/Kolkata'), '2026-03-02T02:00:00Z', hour, '2026-03-02T04:30:00Z'],
    // Clocks go forward in London on 2026-03-29 at 01:00 UTC, back on 2026-10-25 at 01:00 UTC.
    ['into summer', office('Europe/London'), '2026-03-27T16:30:00Z', hour, '2026-03-30T08:30:00Z'],
    ['into winter', office('Europe/London'), '2026-10-23T15:30:00Z', hour, '2026-10-26T09:30:00Z'],
    ['New York into summer', office('America/New_York'), '2026-03-06T21:30:00Z', hour, '2026-03-09T13:30:00Z'],
    ['New York into winter', office('America/New_York'), '2026-10-30T20:30:00Z', hour, '2026-11-02T14:30:00Z'],
    ['the southern summer ends', office('Australia/Sydney'), '2026-04-03T05:30:00Z', hour, '2026-04-05T23:30:00Z'],
    // Of eight hours of a night shift seven are left when clocks go forward, and nine when they go back.
    ['a night forward', night('Europe/London'), '2026-03-28T22:00:00Z', 7 * hour, '2026-03-29T05:00:00Z'],
    ['a night forward and more', night('Europe/London'), '2026-03-28T22:00:00Z', 8 * hour, '2026-03-29T22:00:00Z'],
    ['a night back', night('Europe/London'), '2026-10-24T21:00:00Z', 9 * hour, '2026-10-25T06:00:00Z'],
    ['a night back and more', night('Europe/London'), '2026-10-24T21:00:00Z', 10 * hour, '2026-10-25T23:00:00Z'],
    [
      'after midnight, in the shift of the day before',
      night('UTC'),
      '2026-03-03T05:30:00Z',
      hour,
      '2026-03-03T22:30:00Z',
    ],
    ['around the clock', always('Europe/London'), '2026-03-28T22:00:00Z', 24 * hour, '2026-03-29T22:00:00Z'],
    [
      'around the clock, but for a holiday',
      always('Europe/London', ['2026-12-25']),
      '2026-12-24T23:00:00Z',
      2 * hour,
      '2026-12-26T01:00:00Z',
    ],
    [
      'a holiday of twenty-three hours',
      always('Europe/London', ['2026-03-29']),
      '2026-03-28T23:00:00Z',
      2 * hour,
      '2026-03-30T00:00:00Z',
    ],
    ['with a lunch break', lunch, '2026-03-02T11:30:00Z', hour, '2026-03-02T13:30:00Z'],
    ['once a week', lunch, '2026-03-02T16:30:00Z', hour, '2026-03-09T08:30:00Z'],
    ['shifts that overlap count once', overlapping, '2026-03-02T20:00:00Z', 10 * hour, '2026-03-03T06:00:00Z'],
  ])('%s', (_, calendar, from, minutes, to) => {
    expect(addBusinessTime(new Date(from), minutes, calendar)?.toISOString()).toBe(new Date(to).toISOString());
    // Backwards: whoever began after that is not due yet, and whoever began then or before is.
    const back = subtractBusinessTime(new Date(to), minutes, calendar)!;
    expect(back.getTime()).toBeGreaterThanOrEqual(new Date(from).getTime());
    expect(addBusinessTime(back, minutes, calendar)?.toISOString()).toBe(new Date(to).toISOString());
    expect(openMinutes(new Date(from), new Date(to), calendar)).toBe(minutes);
    const later = addBusinessTime(new Date(back.getTime() + 1000), minutes, calendar)!;
    expect(later.getTime()).toBeGreaterThan(new Date(to).getTime());
  });

  it('agrees with counting every minute, over a year with both changes of the clocks', () => {
    const calendar: BusinessCalendar = {
      timeZone: 'Europe/Berlin',
      hours: { 0: [{ from: '01:30', to: '04:00' }], 1: nine, 6: [{ from: '23:00', to: '02:30' }] },
      holidays: [{ date: '2026-05-25', name: 'Whit Monday' }],
    };
    const format = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/Berlin',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    const isOpen = (at: number) => {
      const p = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
      const clock = `${p.hour}:${p.minute}`;
      if (`${p.year}-${p.month}-${p.day}` === '2026-05-25') return false;
      if (p.weekday === 'Mon') return clock >= '09:00' && clock < '17:00';
      if (p.weekday === 'Sun') return clock < '02:30' || (clock >= '01:30' && clock < '04:00');
      return p.weekday === 'Sat' && clock >= '23:00';
    };
    // The nights of both changes, where what a wall clock shows is not enough, are in the table.
    const changes = ['2026-03-29', '2026-10-25'];
    for (let n = 0; n < 10; n++) {
      const from = Date.UTC(2026, 0, 1) + n * 36 * 86_400_000 + n * 13_700_000;
      let left = 300;
      let at = from - (from % 60_000);
      let changed = false;
      for (; left > 0; at += 60_000) {
        if (isOpen(at)) left--;
        changed ||= changes.includes(new Date(at).toISOString().slice(0, 10));
      }
      if (!changed) expect(addBusinessTime(new Date(from - (from % 60_000)), 300, calendar)?.getTime()).toBe(at);
    }
  });

  it('between two moments has no overlaps, and none the wrong way round', () => {
    const [monday, wednesday] = [new Date('2026-03-02T00:00:00Z'), new Date('2026-03-04T00:00:00Z')];
    const open = openTimes(monday, wednesday, overlapping).map(({ start, end }) => [start, end]);
    expect(open.map((times) => times.map((time) => time.toISOString().slice(5, 16)))).toEqual([
      ['03-02T20:00', '03-03T04:00'],
      ['03-03T04:00', '03-03T10:00'],
    ]);
    expect(openMinutes(wednesday, monday, overlapping)).toBe(0);
  });

  it('that never comes is none', () => {
    expect(addBusinessTime(new Date(), 1, { timeZone: 'UTC', hours: {}, holidays: [] })).toBeNull();
    expect(subtractBusinessTime(new Date(), 1, { timeZone: 'UTC', hours: {}, holidays: [] })).toBeNull();
  });
});
