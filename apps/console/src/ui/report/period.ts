import type { ReportSearch } from '../../api/report-search.ts';

/** Periods by name, in the order in which they are offered. */
export const periodNames = ['today', 'yesterday', 'last-7', 'last-28', 'last-90', 'this-month', 'last-month'] as const;
export type PeriodName = (typeof periodNames)[number];
export const usualPeriod: PeriodName = 'last-28';

/** As the API takes it: dates, or times with their offset. `to` is not part of it. */
export interface Period {
  from: string;
  to: string;
}

const day = 86_400_000;
const isDate = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text);
const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
export const addDays = (date: string, days: number): string => dateOf(Date.parse(`${date}T00:00Z`) + days * day);
const addMonths = (date: string, months: number): string => {
  const [year, month] = date.split('-').map(Number) as [number, number];
  return dateOf(Date.UTC(year, month - 1 + months, 1));
};

const formats = new Map<string, Intl.DateTimeFormat>();
/** What clocks there show, as if it were UTC. */
function wallClock(at: number, timeZone: string): number {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  formats.set(timeZone, format);
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
  return Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second);
}

export const todayIn = (timeZone: string, now: number): string => dateOf(wallClock(now, timeZone));
/** `2026-03-01T09:00` as clocks there show it. */
export const wallTimeOf = (iso: string, timeZone: string): string =>
  new Date(wallClock(Date.parse(iso), timeZone)).toISOString().slice(0, 16);

/** A date stays one; a time without an offset is by the clocks of the zone. */
export function momentOf(text: string, timeZone: string): string {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(text)) return text;
  const wall = Date.parse(`${text}Z`);
  const offsetAt = (at: number) => wallClock(at, timeZone) - at;
  // Twice, because the first guess may lie on the other side of a change of the clocks.
  const guess = wall - offsetAt(wall);
  return new Date(wall - offsetAt(guess)).toISOString();
}

function named(name: PeriodName, today: string): Period {
  const tomorrow = addDays(today, 1);
  const last = (days: number) => ({ from: addDays(tomorrow, -days), to: tomorrow });
  switch (name) {
    case 'today':
      return last(1);
    case 'yesterday':
      return { from: addDays(today, -1), to: today };
    case 'last-7':
      return last(7);
    case 'last-28':
      return last(28);
    case 'last-90':
      return last(90);
    case 'this-month':
      return { from: addMonths(today, 0), to: tomorrow };
    case 'last-month':
      return { from: addMonths(today, -1), to: addMonths(today, 0) };
  }
}

export const isPeriodName = (name: string | undefined): name is PeriodName => periodNames.some((one) => one === name);

/** Which period an address names; null: dates of its own. */
export const periodNameOf = ({ period, from, to }: ReportSearch): PeriodName | null =>
  from !== undefined && to !== undefined ? null : isPeriodName(period) ? period : usualPeriod;

export function periodOf(search: ReportSearch, timeZone: string, now: number): Period {
  const name = periodNameOf(search);
  if (name) return named(name, todayIn(timeZone, now));
  return { from: momentOf(search.from!, timeZone), to: momentOf(search.to!, timeZone) };
}

/** What lies directly before, as long: whole months before whole months, days before days, hours before hours. */
export function periodBefore({ from, to }: Period): Period {
  if (!isDate(from) || !isDate(to)) {
    const [start, end] = [Date.parse(from), Date.parse(to)];
    return { from: new Date(start - (end - start)).toISOString(), to: new Date(start).toISOString() };
  }
  if (from.endsWith('-01') && to.endsWith('-01')) {
    const months = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
    return { from: addMonths(from, months(from) - months(to)), to: from };
  }
  const days = (Date.parse(to) - Date.parse(from)) / day;
  return { from: addDays(from, -days), to: from };
}

/** Every day of a cohort that has begun, by the clocks of the zone. */
export function daysOf(cohort: { from: string; to: string; timeZone: string }, asOf: string): string[] {
  const end = Math.min(Date.parse(cohort.to), Date.parse(asOf) + 1) - 1;
  const last = todayIn(cohort.timeZone, end);
  const days: string[] = [];
  for (let date = todayIn(cohort.timeZone, Date.parse(cohort.from)); date <= last; date = addDays(date, 1))
    days.push(date);
  return days;
}
