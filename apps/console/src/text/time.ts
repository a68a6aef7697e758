import { locale as ownLocale, t } from './t.ts';

/** Times for people, in their own language and zone. */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const dayStart = (t: Date) => new Date(t.getFullYear(), t.getMonth(), t.getDate()).getTime();
const daysBetween = (from: Date, to: Date) => Math.round((dayStart(to) - dayStart(from)) / day);

/** Short enough for a list: "now", "4 min", "3 h", "Yesterday", "Tue", "3 Mar". */
export function relativeTime(iso: string, now: number, locale = ownLocale()): string {
  const then = new Date(iso);
  const age = now - then.getTime();
  if (age < minute) return t('now');
  if (age < hour) return t('{{number}} min', { number: Math.floor(age / minute) });
  const days = daysBetween(then, new Date(now));
  if (days === 0) return t('{{number}} h', { number: Math.floor(age / hour) });
  if (days === 1) return t('Yesterday');
  if (days < 7) return then.toLocaleDateString(locale, { weekday: 'short' });
  const sameYear = then.getFullYear() === new Date(now).getFullYear();
  return then.toLocaleDateString(locale, { day: 'numeric', month: 'short', ...(!sameYear && { year: 'numeric' }) });
}

/** "just now", "4 min ago", "3 h ago", "Yesterday, 09:05", "Tue 3 Mar, 09:05": how old a sign of life is. */
export function agoTime(iso: string, now: number, locale = ownLocale()): string {
  const age = now - new Date(iso).getTime();
  if (age < minute) return t('just now');
  return age < day
    ? t('{{time}} ago', { time: duration(60 * Math.floor(age / minute)) })
    : dayAndTime(iso, now, locale);
}

/** "10:32" today, "yesterday, 10:32" before: goes on after "since". */
export const sinceTime = (iso: string, now: number, locale = ownLocale()): string =>
  daysBetween(new Date(iso), new Date(now)) === 0 ? clockTime(iso, locale) : dayAndTimeWithin(iso, now, locale);

export const exactTime = (iso: string, locale = ownLocale()): string =>
  new Date(iso).toLocaleString(locale, { dateStyle: 'full', timeStyle: 'medium' });

export const clockTime = (iso: string, locale = ownLocale()): string =>
  new Date(iso).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' });

/** "Today, 09:05" or "Tue 3 Mar, 09:05": a point in time where its day matters. */
export function dayAndTime(iso: string, now: number, locale = ownLocale()): string {
  const name = dayName(iso, now, locale, 'short');
  return `${name}, ${clockTime(iso, locale)}`;
}

/** The same within a sentence: "today, 09:05". */
export function dayAndTimeWithin(iso: string, now: number, locale = ownLocale()): string {
  const near = { [-1]: t('tomorrow'), 0: t('today'), 1: t('yesterday') }[daysBetween(new Date(iso), new Date(now))];
  return near ? `${near}, ${clockTime(iso, locale)}` : dayAndTime(iso, now, locale);
}

export function dayName(iso: string, now: number, locale = ownLocale(), length: 'long' | 'short' = 'long'): string {
  const then = new Date(iso);
  const days = daysBetween(then, new Date(now));
  if (days === 0) return t('Today');
  if (days === 1) return t('Yesterday');
  if (days === -1) return t('Tomorrow');
  const sameYear = then.getFullYear() === new Date(now).getFullYear();
  return then.toLocaleDateString(locale, {
    weekday: length,
    day: 'numeric',
    month: length,
    ...(!sameYear && { year: 'numeric' }),
  });
}

export const sameDay = (a: string, b: string): boolean => dayStart(new Date(a)) === dayStart(new Date(b));

/** A wait or a length: "45 s", "7 min", "1 h 20 min". */
export function duration(seconds: number): string {
  if (seconds < 60) return t('{{number}} s', { number: seconds });
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return t('{{number}} min', { number: minutes });
  const rest = minutes % 60;
  const hours = Math.floor(minutes / 60);
  return rest ? t('{{hours}} h {{minutes}} min', { hours, minutes: rest }) : t('{{number}} h', { number: hours });
}
