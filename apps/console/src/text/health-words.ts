import type { HealthState } from '#libs/contracts';
import { t } from './t.ts';

export const healthWords: Record<HealthState, string> = {
  healthy: t('Healthy'),
  degraded: t('Needs a look'),
  unhealthy: t('Can’t send'),
};

export const qualityWords = { green: t('High'), yellow: t('Medium'), red: t('Low') } as const;
