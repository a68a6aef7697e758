import type { ReportMetric, ReportWindow } from '#libs/contracts';
import { feeWords } from '../../text/fee-words.ts';
import { t } from '../../text/t.ts';

export const windowNames = ['24h', '72h', '7d'] as const satisfies readonly ReportWindow[];

/** Whose calls a number opens. */
export const metricWords: Record<ReportMetric, string> = {
  episodes: t('Episodes'),
  calls: t('Calls of the episodes'),
  offered: t('Offered'),
  notOffered: t('Not offered'),
  answered: t('Answered by the menu'),
  control: t('Control group'),
  accepted: t('Accepted'),
  declined: t('Stayed on the line'),
  noInput: t('No answer to the offer'),
  hungUp: t('Hung up at the offer'),
  callback: t('Asked for a callback'),
  undecided: t('Undecided'),
  delivered: t('Invite delivered'),
  failed: t('Invite failed on every channel'),
  onItsWay: t('Invite on its way'),
  fallback: t('Delivered by the other channel'),
  engaged: t('Engaged'),
  resolved: t('Resolved digitally'),
  confirmed: t('Resolved, confirmed'),
  assumed: t('Resolved, assumed after 72 h of silence'),
  contained: t('Menu containment'),
  bounced: t('Bounced'),
  bouncedBefore: t('Bounced before engaging'),
  bouncedDuring: t('Bounced before it was resolved'),
  bouncedAssisted: t('Bounced by an assisted return'),
  bouncedAfter: t('Bounced after it was resolved'),
  anyRecontact: t('Any recontact'),
  evaporated: t('Evaporated'),
  verified: t('Verified deflection'),
  pending: t('Pending'),
  voiceContactsOffered: t('Agent-voice contacts of the offered'),
  voiceContactsControl: t('Agent-voice contacts of the control group'),
  csatDelivered: t('Surveys delivered'),
  csatAnswers: t('Surveys answered'),
  csatGood: t('Answers of 4 and 5'),
  unitsMarketing: feeWords.marketing,
  unitsUtility: feeWords.utility,
  unitsAuthentication: feeWords.authentication,
  unitsOther: feeWords.other,
  unitsSession: feeWords.session,
  unitsSegment: feeWords.segment,
  possibleRecontact: t('Possible recontacts'),
};

export const isMetric = (name = ''): name is ReportMetric => Object.hasOwn(metricWords, name);

/** The numbers that go by a window. */
export const windowed: readonly ReportMetric[] = [
  'bounced',
  'bouncedBefore',
  'bouncedDuring',
  'bouncedAssisted',
  'bouncedAfter',
  'anyRecontact',
  'evaporated',
  'verified',
  'pending',
  'possibleRecontact',
];
