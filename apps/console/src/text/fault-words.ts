import type { Problem } from '#libs/contracts';
import { t } from './t.ts';

export type Fault = NonNullable<Problem['errors']>[number];

/** What the checker says by itself is for programmers. */
const unsaid = /^(Too (big|small)|Invalid|Unrecognized)\b/;

const tooSmall = (limit: number, of: string | undefined) => {
  if (of === 'string') return limit === 1 ? t('Fill this in.') : t('At least {{count}} characters.', { count: limit });
  if (of === 'array' || of === 'set') return t('At least {{count}} of them.', { count: limit });
  return t('At least {{number}}.', { number: limit });
};
const tooBig = (limit: number, of: string | undefined) => {
  if (of === 'string') return t('At most {{count}} characters.', { count: limit });
  if (of === 'array' || of === 'set') return t('At most {{count}} of them.', { count: limit });
  return t('At most {{number}}.', { number: limit });
};

/** What is wrong with a field, by the kind of fault; null where that says too little. */
export function kindOfFault({ code, limit, of }: Fault): string | null {
  if (code === 'too_small' && limit !== undefined) return tooSmall(limit, of);
  if (code === 'too_big' && limit !== undefined) return tooBig(limit, of);
  if (code === 'invalid_type') return t('This is missing, or of another kind.');
  if (code === 'invalid_value') return t('Choose one of those offered.');
  if (code === 'invalid_format') return t('This is not written as it should be.');
  return code === 'unrecognized_keys' ? t('There is something that does not belong here.') : null;
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** In English: as the hub says it, where it says it for people. */
export const faultInEnglish = (fault: Fault): string =>
  (unsaid.test(fault.message) && kindOfFault(fault)) || sentence(fault.message);
