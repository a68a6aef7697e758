import type { FeeUnit } from '#libs/contracts';
import { t } from '../../text/t.ts';

/** By what messages are charged. */
export const unitWords: Record<FeeUnit, string> = {
  marketing: t('Marketing templates'),
  utility: t('Utility templates'),
  authentication: t('Authentication templates'),
  other: t('Other templates'),
  session: t('Free replies'),
  segment: t('SMS segments'),
};
export const units = Object.keys(unitWords) as FeeUnit[];
