import { word } from '../loose.js';

/** Seconds since 1970 as text (some fields: as a number, a few captures: milliseconds), or the fallback. */
export function timeOf(timestamp: unknown, fallback: Date): Date {
  const digits = word(timestamp);
  if (digits === null || !/^\d{9,13}$/.test(digits)) return fallback;
  return new Date(digits.length > 11 ? Number(digits) : Number(digits) * 1000);
}
