import type { FeeUnit } from '#libs/contracts';
import { t } from './t.ts';

/** By what messages are charged. */
export const feeWords: Record<FeeUnit, string> = {
  marketing: t('Template, marketing'),
  utility: t('Template, utility'),
  authentication: t('Template, authentication'),
  other: t('Template, other'),
  session: t('Reply in an open window'),
  segment: t('Text segment'),
};
export const feeUnits = Object.keys(feeWords) as FeeUnit[];
