import { locale } from './t.ts';

const listed = (words: readonly string[], type: Intl.ListFormatType) =>
  new Intl.ListFormat(locale(), { type }).format(words);

/** "a, b and c", as the reader's language writes it. */
export const allOf = (words: readonly string[]): string => listed(words, 'conjunction');
/** "a, b or c". */
export const eitherOf = (words: readonly string[]): string => listed(words, 'disjunction');
