import type { ReportGrouping } from '#libs/contracts';
import { dayWords } from '../../text/day-words.ts';
import { language, locale, t } from '../../text/t.ts';
import { channelWords, humanize } from '../../text/words.ts';

export const groupingWords: Record<ReportGrouping, string> = {
  day: t('Day'),
  hour: t('Hour'),
  hourOfDay: t('Hour of day'),
  weekday: t('Weekday'),
  queue: t('Queue'),
  intent: t('Intent'),
  channel: t('Channel'),
  line: t('Line'),
  policyVersion: t('Policy version'),
  language: t('Language'),
};

/** A name within a sentence: English begins it small, German does not. */
export const inSentence = (name: string): string =>
  language() === 'en' ? name.charAt(0).toLowerCase() + name.slice(1) : name;

/** By what reports are narrowed. */
export const dimensionNames = ['queue', 'intent', 'channel', 'line', 'policyVersion', 'language'] as const;
export type DimensionName = (typeof dimensionNames)[number];

const timeIn = (iso: string, timeZone: string, options: Intl.DateTimeFormatOptions) =>
  new Date(iso).toLocaleString(locale(), { timeZone, ...options });

/** From 1, Monday. */
export const weekdayWords = (weekday: number, length: 'short' | 'long' = 'short'): string =>
  timeIn(`2024-01-0${weekday}T00:00Z`, 'UTC', { weekday: length });

const languageNames = new Intl.DisplayNames(locale(), { type: 'language' });
function languageWords(tag: string): string {
  try {
    return languageNames.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** A group's key as people read it; null and the empty text are those without one. */
export function keyWords(grouping: string, key: string | null, timeZone: string): string {
  if (!key) return t('none');
  switch (grouping) {
    case 'day':
      return dayWords(key, 'weekday');
    case 'hour':
      return timeIn(key, timeZone, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
    case 'hourOfDay':
      return `${key}:00`;
    case 'weekday':
      return weekdayWords(Number(key), 'long');
    case 'queue':
    case 'intent':
      return humanize(key);
    case 'channel':
      return channelWords[key as keyof typeof channelWords] ?? key;
    case 'policyVersion':
      return t('Version {{number}}', { number: key });
    case 'language':
      return languageWords(key);
    default:
      return key;
  }
}

/** "1 – 7 Mar 2026": a cohort by the clocks of its zone, with times where it does not go from midnight to midnight. */
export function cohortWords({ from, to, timeZone }: { from: string; to: string; timeZone: string }): string {
  const clock = (iso: string) => timeIn(iso, timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const whole = clock(from) === '00:00' && clock(to) === '00:00';
  const format = new Intl.DateTimeFormat(locale(), {
    timeZone,
    dateStyle: 'medium',
    ...(!whole && { timeStyle: 'short' }),
  });
  return format.formatRange(new Date(from), new Date(Date.parse(to) - (whole ? 1 : 0)));
}

export const momentWords = (iso: string, timeZone: string): string =>
  timeIn(iso, timeZone, { dateStyle: 'medium', timeStyle: 'short' });
