import { localDate, momentOf, wallClock } from '#libs/messaging';

/** When a report comes, by the clocks of a time zone. */
export interface Rhythm {
  every: 'day' | 'week';
  /** 1 Monday to 7 Sunday; of a week's. */
  weekday: number | null;
  /** `HH:MM`. */
  at: string;
}

const minute = 60_000;
const day = 1440 * minute;

/** Shown twice: the first time. Never shown: the first moment after what is left out. */
function momentAt(wall: number, timeZone: string): number {
  let at = momentOf(wall, timeZone);
  while (wallClock(at, timeZone) > wall && wallClock(at - minute, timeZone) >= wall) at -= minute;
  return at;
}

function on(date: number, { every, weekday, at }: Rhythm, timeZone: string): Date | null {
  const [hours, minutes] = at.split(':').map(Number) as [number, number];
  if (every === 'week' && (new Date(date).getUTCDay() || 7) !== weekday) return null;
  return new Date(momentAt(date + (hours * 60 + minutes) * minute, timeZone));
}

/** The first time it is due after a moment. */
export function nextDue(after: Date, rhythm: Rhythm, timeZone: string): Date {
  for (let date = localDate(after.getTime(), timeZone); ; date += day) {
    const due = on(date, rhythm, timeZone);
    if (due && due > after) return due;
  }
}

/** The last time it was due, now included. */
export function lastDue(now: Date, rhythm: Rhythm, timeZone: string): Date {
  for (let date = localDate(now.getTime(), timeZone); ; date -= day) {
    const due = on(date, rhythm, timeZone);
    if (due && due <= now) return due;
  }
}

const dateOf = (date: number) => new Date(date).toISOString().slice(0, 10);

/** What a report that is due is about, as dates: the day or the week before, and the one before that. */
export function periodBefore(due: Date, every: Rhythm['every'], timeZone: string) {
  const today = localDate(due.getTime(), timeZone);
  const length = every === 'day' ? day : 7 * day;
  const monday = today - ((new Date(today).getUTCDay() || 7) - 1) * day;
  const to = every === 'day' ? today : monday;
  return {
    compareFrom: dateOf(to - 2 * length),
    compareTo: dateOf(to - length),
    from: dateOf(to - length),
    to: dateOf(to),
  };
}
