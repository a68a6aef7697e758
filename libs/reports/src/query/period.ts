import { momentOf, wallClock } from '#libs/messaging';
import { invalidPeriod } from '../errors.js';

const day = 86_400_000;
/** Two years and a day: last year against this one. */
const longestDays = 732;

export interface Period {
  from: Date;
  to: Date;
  /** Null: as it reads now. */
  asOf: Date | null;
  timeZone: string;
}

/** A date is its midnight in the time zone, by that day's own clocks. */
export function momentIn(text: string, timeZone: string): Date {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(momentOf(Date.parse(`${text}T00:00Z`), timeZone)) : new Date(text);
}

/** `2026-07-01T09:30:00+01:00`: what the zone's clocks show, and how far they are from UTC. */
export function zonedIso(at: Date, timeZone: string): string {
  const wall = wallClock(at.getTime(), timeZone);
  const minutes = Math.round((wall - at.getTime()) / 60_000);
  const two = (n: number) => String(n).padStart(2, '0');
  const offset = `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
  return `${new Date(wall).toISOString().slice(0, 19)}${offset}`;
}

/** What is far off is a slip of the pen. */
function known(name: string, text: string, timeZone: string): Date {
  const at = momentIn(text, timeZone);
  const year = at.getUTCFullYear();
  if (!(year >= 2000 && year <= 2100))
    throw invalidPeriod(`${name} (${text}) must lie between the years 2000 and 2100.`);
  return at;
}

/** The period that a request names; one that ends before it begins, or never, is refused. */
export function periodOf(asked: { from: string; to: string; asOf?: string | undefined }, timeZone: string): Period {
  // PostgreSQL counts an offset the other way round.
  if (/^[+-]/.test(timeZone)) throw invalidPeriod(`timeZone (${timeZone}) must be a name, such as Europe/London.`);
  const from = known('from', asked.from, timeZone);
  const to = known('to', asked.to, timeZone);
  if (from >= to) throw invalidPeriod(`from (${asked.from}) must be before to (${asked.to}).`);
  if (to.getTime() - from.getTime() > longestDays * day) {
    throw invalidPeriod(`from ${asked.from} to ${asked.to} is longer than two years: ask for less at a time.`);
  }
  const asOf = asked.asOf === undefined ? null : known('asOf', asked.asOf, timeZone);
  if (asOf && asOf < from) throw invalidPeriod(`asOf (${asked.asOf}) must not be before from (${asked.from}).`);
  return { from, to, asOf, timeZone };
}

const hour = 3_600_000;
export const wholeHours = (at: Date) => at.getTime() % hour === 0;

/** Whether sums by hour can answer for it: it begins and ends on the hour, in a zone that is whole hours from UTC. */
export const onTheHour = ({ from, to, timeZone }: Period): boolean =>
  wholeHours(from) &&
  wholeHours(to) &&
  monthly(from, to).every((at) => (wallClock(at, timeZone) - Math.floor(at / 1000) * 1000) % hour === 0);

/** Often enough to meet every change of a zone's clocks: some change them by half an hour. */
function monthly(from: Date, to: Date): number[] {
  const moments = [to.getTime()];
  for (let at = from.getTime(); at < to.getTime(); at += 30 * day) moments.push(at);
  return moments;
}
