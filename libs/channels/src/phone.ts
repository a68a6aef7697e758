import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { PhoneNumber } from 'libphonenumber-js/max';

export type LineType = 'mobile' | 'landline' | 'unknown';

/** Seven to fifteen digits after the plus, the first not zero (ITU-T E.164; the shortest real ones have seven). */
const e164Shape = /^\+[1-9]\d{6,14}$/;

/** Whether the text is written as E.164; says nothing about whether the number exists. */
export const isE164 = (text: string): boolean => e164Shape.test(text);

function parse(input: string): PhoneNumber | undefined {
  return parsePhoneNumberFromString(input, { extract: false });
}

/**
 * E.164 of an international number however it is spaced, or null where no such number can exist. Only the form is
 * judged (country code and length): tables of valid numbers lag behind reality and would refuse customers.
 */
export function normalisePhone(input: string): string | null {
  const text = input.trim().replace(/^(tel:|00)/i, (prefix) => (prefix === '00' ? '+' : ''));
  if (text.length > 40 || !/^\+[\d\s().\-/]+$/.test(text)) return null;
  const number = parse(text);
  if (number && e164Shape.test(number.number) && number.isPossible()) return number.number;
  const digits = '+' + text.replace(/\D/g, '');
  // WhatsApp ids of Mexico (521…) are real and yet of no possible length to the tables: another spelling vouches for
  // them.
  return e164Shape.test(digits) && variants(digits).some((variant) => parse(variant)?.isPossible()) ? digits : null;
}

/**
 * What kind of line it is, as far as the numbering plan tells. `landline` stands for everything that can't take a text:
 * also toll free, premium, shared cost, company-wide, voicemail and pager numbers. Where the plan does not tell mobile
 * from fixed (North America, Mexico) or does not know the number, it is `unknown`, which counts as textable.
 */
export function lineType(e164: string): LineType {
  switch (parse(e164)?.getType()) {
    case 'MOBILE':
      return 'mobile';
    case 'FIXED_LINE':
    case 'TOLL_FREE':
    case 'PREMIUM_RATE':
    case 'SHARED_COST':
    case 'UAN':
    case 'VOICEMAIL':
    case 'PAGER':
      return 'landline';
    default:
      return 'unknown';
  }
}

/** Pairs of spellings of one line, each way round. */
const spellings: [RegExp, string][] = [
  // Brazil, ninth digit (2012 to 2016): only the old mobile numbers, which begin with 6 to 9, got a 9 in front. A short
  // number that begins with 2 to 5 is a landline, and the mobile that equals it behind a 9 is someone else's.
  [/^\+55(?<area>[1-9]{2})9(?<line>[6-9]\d{7})$/, '+55$<area>$<line>'],
  [/^\+55(?<area>[1-9]{2})(?<line>[6-9]\d{7})$/, '+55$<area>9$<line>'],
  // Mexico: the 1 for mobiles was abolished in August 2019; WhatsApp ids still carry it. 800 and 900 never had it.
  [/^\+521(?<line>(?!800|900)[2-9]\d{9})$/, '+52$<line>'],
  [/^\+52(?<line>(?!800|900)[2-9]\d{9})$/, '+521$<line>'],
  // Argentina: the 9 marks a mobile in international form, caller ids often lack it. A block of numbers is given out
  // for mobiles or for landlines, never for both, so the form without the 9 is not a second person. The tables call
  // every number without it a landline, hence no test by type here. Area codes begin with 1 to 3.
  [/^\+549(?<line>[1-3]\d{9})$/, '+54$<line>'],
  [/^\+54(?<line>[1-3]\d{9})$/, '+549$<line>'],
];

/** Country codes of the table: everybody else is spared the look at each of its lines. */
const manySpellings = /^\+5[245]/;

/**
 * Other ways the same line is written (Brazil's ninth digit, Mexico's 1, Argentina's 9), in both directions. For
 * look-up only, never to store or to send to.
 */
export function variants(e164: string): string[] {
  if (!manySpellings.test(e164)) return [];
  return spellings.filter(([pattern]) => pattern.test(e164)).map(([pattern, other]) => e164.replace(pattern, other));
}
