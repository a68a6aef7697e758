import { z } from 'zod';
import { tablesReport } from './report-tables.js';

/** A row for all, and one for each queue, channel and day, or whatever `by` says: `value` is which, null for those without. */
const groups = { by: 'key', value: 'key' } as const;
/** Calendar time. */
const times = { medianSeconds: 'seconds', p90Seconds: 'seconds' } as const;

export const moreReports = {
  handoffSteps: tablesReport('handoff-steps', 'How far handoffs come, how many are lost at each step, and why', {
    /** `channel` null: all. `of`: how many came to the step before. */
    steps: { channel: 'key', step: 'key', reached: 'count', of: 'count', share: 'share', lost: 'count' },
    /** `code`: the provider's, where an invite was refused. */
    reasons: { step: 'key', channel: 'key', reason: 'key', code: 'key', lost: 'count', share: 'share' },
    /** Invites a provider refused; `carried`: those whose caller got it by the other channel. */
    refusals: { channel: 'key', code: 'key', reason: 'text', invites: 'count', carried: 'count', lost: 'count' },
    /** Deliveries by the other channel than the one that was chosen. */
    fallbacks: { channel: 'key', fallback: 'count', delivered: 'count', share: 'share' },
  }),
  firstResponse: tablesReport(
    'first-response',
    'How soon customers get their first answer, and whether promises hold',
    {
      /** Cycles that began in the period. Promises: kept, answered late, or due and never answered. */
      responses: {
        ...groups,
        cycles: 'count',
        answered: 'count',
        waiting: 'count',
        ...times,
        businessMedianSeconds: 'seconds',
        businessP90Seconds: 'seconds',
        promised: 'count',
        kept: 'count',
        late: 'count',
        never: 'count',
        keptShare: 'share',
      },
      /** By whom the first answer was: `person`, and apart from it `flow`. */
      answeredBy: { who: 'key', answered: 'count', ...times },
    },
  ),
  resolutionTime: tablesReport('resolution-time', 'How long it takes from opening or reopening until it is resolved', {
    /** Cycles that ended in the period; those that fell silent have no time. */
    resolutions: {
      ...groups,
      resolved: 'count',
      ...times,
      reopened: 'count',
      reopenedShare: 'share',
      silent: 'count',
    },
  }),
  agentsWork: tablesReport('agents', 'What each person has done, counted for who did it', {
    /** By name. `owned`: open threads that were theirs at some time; `active`: with less than five minutes between actions. */
    people: {
      userId: 'key',
      name: 'text',
      owned: 'count',
      ownedSeconds: 'seconds',
      replies: 'count',
      firstReplies: 'count',
      medianFirstReplySeconds: 'seconds',
      resolved: 'count',
      activeSeconds: 'seconds',
    },
  }),
  messageVolume: tablesReport('messages', 'How many messages come and go, and what they cost', {
    days: { day: 'key', inbound: 'count', outbound: 'count', units: 'count', cost: 'money', currency: 'text' },
    volume: { channel: 'key', direction: 'key', kind: 'key', messages: 'count', share: 'share' },
    /** `fee` null: nobody has entered it, so that `cost` is unknown. */
    costs: { channel: 'key', unit: 'key', units: 'count', fee: 'fee', cost: 'money', currency: 'key' },
  }),
  deliveryHealth: tablesReport('delivery', 'What senders deliver, what fails, and what to do about it', {
    senders: {
      channelId: 'key',
      sender: 'key',
      channel: 'key',
      sends: 'count',
      accepted: 'count',
      failed: 'count',
      failedShare: 'share',
    },
    /** `code`: the provider's; `means`: ours for it. `share`: of all that failed with that sender. */
    errors: {
      channelId: 'key',
      sender: 'key',
      code: 'key',
      means: 'text',
      next: 'text',
      failed: 'count',
      share: 'share',
    },
  }),
  surveyPaths: tablesReport('surveys', 'What customers were asked by which way, and what they said', {
    /** `path` null: all. CSAT: 4 and 5 of the scores. */
    paths: {
      path: 'key',
      asked: 'count',
      delivered: 'count',
      answered: 'count',
      answeredShare: 'share',
      good: 'count',
      csat: 'share',
      saidWhether: 'count',
      solved: 'count',
      solvedShare: 'share',
    },
    /** `share`: of all cycles that ended, whether asked about or not. */
    notAsked: { reason: 'key', cycles: 'count', share: 'share' },
  }),
  callbacks: tablesReport('callbacks', 'Callbacks that callers chose: what was done since, and what is still due', {
    /** `share`: deferred, callbacks of all episodes. Done: an agent spoke with them later, or a thread of theirs was resolved. */
    callbacks: {
      ...groups,
      episodes: 'count',
      callbacks: 'count',
      share: 'share',
      done: 'count',
      due: 'count',
      doneShare: 'share',
      ...times,
    },
    due: { age: 'key', due: 'count', share: 'share' },
    done: { how: 'key', done: 'count', share: 'share' },
  }),
  holdout: tablesReport('holdout', 'Callers who wait, offered and not, and how often an agent speaks with them', {
    /** `wait`: what was announced; `contacts`: with agents by voice within seven days of the first call. */
    groups: {
      group: 'key',
      episodes: 'count',
      withWait: 'count',
      ...times,
      contacts: 'count',
      perEpisode: 'number',
    },
    /** Holdout minus offered, with its 95 % interval. */
    incremental: { difference: 'number', low: 'number', high: 'number' },
  }),
} as const;

/** Every report, by the end of its address; its page in the console has the same. */
export const ReportName = z.enum(['channel-shift', ...Object.values(moreReports).map(({ name }) => name)]);
export type ReportName = z.infer<typeof ReportName>;

export const moreReportRoutes = {
  handoffSteps: moreReports.handoffSteps.show,
  handoffStepsCsv: moreReports.handoffSteps.csv,
  handoffStepsCalls: moreReports.handoffSteps.calls,
  firstResponse: moreReports.firstResponse.show,
  firstResponseCsv: moreReports.firstResponse.csv,
  firstResponseCalls: moreReports.firstResponse.calls,
  resolutionTime: moreReports.resolutionTime.show,
  resolutionTimeCsv: moreReports.resolutionTime.csv,
  resolutionTimeCalls: moreReports.resolutionTime.calls,
  agentsWork: moreReports.agentsWork.show,
  agentsWorkCsv: moreReports.agentsWork.csv,
  agentsWorkCalls: moreReports.agentsWork.calls,
  messageVolume: moreReports.messageVolume.show,
  messageVolumeCsv: moreReports.messageVolume.csv,
  messageVolumeCalls: moreReports.messageVolume.calls,
  deliveryHealth: moreReports.deliveryHealth.show,
  deliveryHealthCsv: moreReports.deliveryHealth.csv,
  deliveryHealthCalls: moreReports.deliveryHealth.calls,
  surveyPaths: moreReports.surveyPaths.show,
  surveyPathsCsv: moreReports.surveyPaths.csv,
  surveyPathsCalls: moreReports.surveyPaths.calls,
  callbacks: moreReports.callbacks.show,
  callbacksCsv: moreReports.callbacks.csv,
  callbacksCalls: moreReports.callbacks.calls,
  holdout: moreReports.holdout.show,
  holdoutCsv: moreReports.holdout.csv,
  holdoutCalls: moreReports.holdout.calls,
};
