import type { ReportWindow } from '#libs/contracts';
import { t } from './t.ts';

export const windowWords: Record<ReportWindow, string> = {
  '24h': t('24 hours'),
  '72h': t('72 hours'),
  '7d': t('7 days'),
};
