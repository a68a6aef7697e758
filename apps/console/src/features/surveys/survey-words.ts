import type { Survey, SurveyWay } from '#libs/contracts';
import { notAskedWords } from '../../text/not-asked-words.ts';
import { t } from '../../text/t.ts';

export const wayWords: Record<SurveyWay, string> = {
  buttons: t('by buttons in the thread'),
  number: t('for a number in the thread'),
  template: t('by template'),
  link: t('by a link in a text'),
};

/** What became of asking, in one line. */
export function askedLine({ notAsked, askedAt, way, delivery, answeredVia, by }: Survey): string {
  if (answeredVia === 'told') return t('Written down by {{name}}', { name: by ?? '?' });
  if (answeredVia === 'link') return t('Answered on the page');
  if (answeredVia === 'thread') return t('Answered in the thread');
  if (notAsked) return t('Not asked: {{reason}}', { reason: notAskedWords[notAsked] });
  if (!askedAt || !way) return t('About to be asked');
  if (delivery === 'failed') return t('Asked {{way}}, but it could not be delivered', { way: wayWords[way] });
  return t('Asked {{way}}, no answer yet', { way: wayWords[way] });
}
