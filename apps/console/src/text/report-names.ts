import type { ReportName } from '#libs/contracts';
import { t } from './t.ts';

/** What each report is called, by the end of its address. */
export const reportNames: Record<ReportName, string> = {
  'channel-shift': t('Channel shift'),
  'handoff-steps': t('Handoffs by step'),
  'first-response': t('First response'),
  'resolution-time': t('Resolution time'),
  agents: t('People’s work'),
  messages: t('Messages and cost'),
  delivery: t('Delivery'),
  surveys: t('Survey answers'),
  callbacks: t('Callbacks'),
  holdout: t('Waiting callers'),
};
