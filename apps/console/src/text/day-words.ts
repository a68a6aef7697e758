import { locale } from './t.ts';

const forms = {
  /** "Sunday 1 March 2026". */
  full: { dateStyle: 'full' },
  /** "1 Mar 2026". */
  medium: { dateStyle: 'medium' },
  /** "Sun 1 Mar". */
  weekday: { weekday: 'short', day: 'numeric', month: 'short' },
  /** "1 Mar". */
  short: { day: 'numeric', month: 'short' },
} as const;

/** A day, such as "2026-03-01", the same wherever one looks from. */
export const dayWords = (day: string, form: keyof typeof forms = 'medium'): string =>
  new Date(`${day}T00:00Z`).toLocaleDateString(locale(), { timeZone: 'UTC', ...forms[form] });
