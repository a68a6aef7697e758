import type { BusinessCalendar } from '#libs/contracts';
import { localDate, momentOf } from './zoned-time.js';

interface Interval {
  start: number;
  end: number;
}

const minute = 60_000;
const day = 24 * 60 * minute;
/** Nobody waits longer: a calendar that is never open would be searched for ever. */
const mostDays = 1_100;

const allDay = [{ from: '00:00', to: '00:00' }];
const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

// What a day of a calendar opens, kept as long as the calendar: a list asks for the same few days for every row.
const opened = new WeakMap<BusinessCalendar, Map<number, readonly Interval[]>>();

/**
 * When it opens on one local day, given as its midnight in UTC. A shift that goes on over midnight belongs to the day on
 * which it begins; a holiday cuts away what falls on it.
 */
function openOn(date: number, calendar: BusinessCalendar): readonly Interval[] {
  const known = opened.get(calendar) ?? new Map<number, readonly Interval[]>();
  opened.set(calendar, known);
  const found = known.get(date) ?? work(date, calendar);
  known.set(date, found);
  return found;
}

function work(date: number, { timeZone, hours, holidays }: BusinessCalendar): readonly Interval[] {
  const at = (minutes: number) => momentOf(date + minutes * minute, timeZone);
  const isHoliday = (when: number) => {
    const name = new Date(when).toISOString().slice(0, 10);
    return holidays.some((holiday) => holiday.date === name);
  };
  const shifts = hours === null ? allDay : (hours[String(new Date(date).getUTCDay())] ?? []);
  return shifts
    .map(({ from, to }): Interval => {
      const [start, end] = [minutesOf(from), minutesOf(to)];
      const overnight = end <= start;
      const first = isHoliday(date) ? 24 * 60 : start;
      const last = overnight ? (isHoliday(date + day) ? 24 * 60 : end + 24 * 60) : end;
      return { start: at(first), end: at(Math.max(first, last)) };
    })
    .filter(({ start, end }) => end > start)
    .sort((a, b) => a.start - b.start);
}

/** When it is open between two moments, in order and without overlaps. */
export function openTimes(from: Date, to: Date, calendar: BusinessCalendar): { start: Date; end: Date }[] {
  if (from >= to) return [];
  if (calendar.hours === null && calendar.holidays.length === 0) return [{ start: from, end: to }];
  const open: Interval[] = [];
  const last = localDate(to.getTime(), calendar.timeZone);
  // A shift may have begun the day before.
  for (let date = localDate(from.getTime(), calendar.timeZone) - day; date <= last; date += day) {
    for (const shift of openOn(date, calendar)) {
      const start = Math.max(shift.start, from.getTime(), open.at(-1)?.end ?? 0);
      const end = Math.min(shift.end, to.getTime());
      if (end > start) open.push({ start, end });
    }
  }
  return open.map(({ start, end }) => ({ start: new Date(start), end: new Date(end) }));
}

/** The moment at which so many minutes of business time have passed; null: the calendar does not open long enough. */
export function addBusinessTime(from: Date, minutes: number, calendar: BusinessCalendar): Date | null {
  let left = minutes * minute;
  let cursor = from.getTime();
  if (calendar.hours === null && calendar.holidays.length === 0) return new Date(cursor + left);
  // A shift may have begun the day before.
  let date = localDate(cursor, calendar.timeZone) - day;
  for (let n = 0; n < mostDays; n++, date += day) {
    for (const { start, end } of openOn(date, calendar)) {
      const begin = Math.max(start, cursor);
      if (end <= begin) continue;
      if (begin + left <= end) return new Date(begin + left);
      left -= end - begin;
      cursor = end;
    }
  }
  return null;
}

/** The latest moment from which so many minutes of business time have passed by now: whatever began then is due. */
export function subtractBusinessTime(from: Date, minutes: number, calendar: BusinessCalendar): Date | null {
  let left = minutes * minute;
  let cursor = from.getTime();
  if (calendar.hours === null && calendar.holidays.length === 0) return new Date(cursor - left);
  let date = localDate(cursor, calendar.timeZone) + day;
  for (let n = 0; n < mostDays; n++, date -= day) {
    for (const { start, end } of openOn(date, calendar).toReversed()) {
      const until = Math.min(end, cursor);
      if (until <= start) continue;
      if (until - left >= start) return new Date(until - left);
      left -= until - start;
      cursor = start;
    }
  }
  return null;
}
