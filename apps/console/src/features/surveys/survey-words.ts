import type { Survey, SurveySuppressed, SurveyWay } from '#libs/contracts';
import { t } from '../../text/t.ts';

export const wayWords: Record<SurveyWay, string> = {
  buttons: t('by buttons in the thread'),
  number: t('for a number in the thread'),
  template: t('by template'),
  link: t('by a link in a text'),
};

export const notAskedWords: Record<SurveySuppressed, string> = {
  off: t('surveys are switched off'),
  answered_already: t('the answer was known already'),
  reopened: t('the thread was open again'),
  disposition: t('by how the thread ended'),
  no_customer_words: t('the customer wrote nothing in it'),
  asked_recently: t('they were asked a short time ago'),
  opted_out: t('they have opted out'),
  channel_unwell: t('the channel was unwell'),
  no_way: t('no template, and no number for a text'),
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
