import type { ProblemError } from '#libs/platform';
import type { PageTexts } from './page-texts.js';

type Say = (texts: PageTexts, name: string) => string;

const words: Readonly<Record<string, Say>> = {
  'file-empty': (texts, name) => texts.empty(name),
  'file-too-large': (texts, name) => texts.tooLarge(name),
  'file-damaged': (texts, name) => texts.damaged(name),
  'file-type': (texts, name) => texts.notAPhoto(name),
  'not-a-photo': (texts, name) => texts.notAPhoto(name),
  'heic-photo': (texts, name) => texts.heic(name),
  'link-full': (texts) => texts.tooMany,
  'link-over': (texts) => `${texts.overTitle}. ${texts.over}`,
  'not-found': (texts) => texts.unknown,
  'no-file': (texts) => texts.noPhoto,
  'too-large': (texts) => texts.tooLargeTogether,
  'too-many-requests': (texts) => texts.busy,
};

/** What went wrong, for who sends photos: a sentence in the company's language that says what to do. */
export function senderWords(texts: PageTexts, { code, extra }: ProblemError, name = extra.fileName): string {
  return words[code]?.(texts, typeof name === 'string' ? name : texts.aPhoto) ?? texts.failed;
}
