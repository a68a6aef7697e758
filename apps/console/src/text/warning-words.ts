import type { ReadingWarning, ReadingWarningCode } from '#libs/contracts';
import { language, t } from './t.ts';

const words: Record<ReadingWarningCode, string> = {
  unit: t('It was read in another unit before.'),
  digits: t('The number of its digits does not fit the meter.'),
  'too-low': t('It is too low beside the other readings of this meter.'),
  'too-high': t('It is too high beside the other readings of this meter.'),
  unchanged: t('Nothing was used for weeks: is the meter standing still?'),
  'register-swap': t('It fits another register of this meter: were the two swapped?'),
};

/** What is odd about a reading: in English as the hub says it, with its numbers; else by what kind of oddity it is. */
export const warningWords = ({ code, text }: ReadingWarning): string =>
  language() === 'en' || !Object.hasOwn(words, code) ? text.replace(/\b(m|ft)3\b/g, '$1³') : words[code];
