import { secondsTargets, type Target, type TargetMetric } from '#libs/contracts';
import { percentOf } from './numbers.ts';
import { t } from './t.ts';
import { duration } from './time.ts';
import { windowWords } from './window-words.ts';
import { humanize } from './words.ts';

export const targetMetricWords: Record<TargetMetric, string> = {
  channelShift: t('Channel shift'),
  verifiedPerEpisode: t('Verified deflection, of episodes'),
  verifiedPerOffered: t('Verified deflection, of offered'),
  verifiedPerAccepted: t('Verified deflection, of accepted'),
  bounce: t('Bounced'),
  anyRecontact: t('Any recontact'),
  evaporated: t('Evaporated'),
  offer: t('Offer rate'),
  acceptance: t('Acceptance rate'),
  handoffSuccess: t('Handoff success'),
  engagement: t('Engagement rate'),
  digitalResolution: t('Digital resolution rate'),
  menuContainment: t('Menu containment'),
  deferred: t('Deferred'),
  csat: t('CSAT'),
  firstResponse: t('First response, median in business time'),
  promiseKept: t('Promises kept'),
};

type Goal = Pick<Target, 'metric' | 'window' | 'queue' | 'bound' | 'value'>;

/** "Bounced, 7 days, Billing". */
export const goalName = ({ metric, window, queue }: Pick<Goal, 'metric' | 'window' | 'queue'>): string =>
  [targetMetricWords[metric], window && windowWords[window], queue && humanize(queue)].filter(Boolean).join(', ');

/** "50.0 %", or "45 min" of what is a time. */
export const goalValue = (metric: TargetMetric, value: number): string =>
  secondsTargets.has(metric) ? duration(Math.round(value)) : percentOf(value);

/** "at least 50.0 %". */
export const goalBound = ({ metric, bound, value }: Pick<Goal, 'metric' | 'bound' | 'value'>): string =>
  bound === 'atLeast'
    ? t('at least {{share}}', { share: goalValue(metric, value) })
    : t('at most {{share}}', { share: goalValue(metric, value) });
