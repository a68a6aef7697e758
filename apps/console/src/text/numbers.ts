import { locale } from './t.ts';

/** Numbers for people. */

const formats = new Map<string, Intl.NumberFormat>();
function formatted(value: number, options: Intl.NumberFormatOptions): string {
  const key = JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.NumberFormat(locale(), options);
  formats.set(key, format);
  return format.format(value);
}

export const countOf = (value: number): string => formatted(value, {});
/** "21.1%"; a dash where there is nothing to take a share of. */
export const percentOf = (rate: number | null, digits = 1): string =>
  rate === null
    ? '–'
    : formatted(rate, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits });
/** "+3.2": percentage points, always with their sign. */
export const pointsOf = (difference: number): string =>
  formatted(difference * 100, { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' });
export const decimalOf = (value: number, digits: number): string =>
  formatted(value, { minimumFractionDigits: digits, maximumFractionDigits: digits });
export const moneyOf = (amount: number, currency: string): string => formatted(amount, { style: 'currency', currency });
