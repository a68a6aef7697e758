import type { SurveySuppressed } from '#libs/contracts';
import { t } from './t.ts';

/** Why a customer was not asked how it went. */
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
