import type { Priority } from '#libs/contracts';
import { t } from './t.ts';

export const priorityWords: Record<Priority, string> = { normal: t('Normal'), high: t('High'), urgent: t('Urgent') };
