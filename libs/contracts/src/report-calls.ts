import { z } from 'zod';
import { channelShiftQuery, reportProblems, ReportWindow } from './reports.js';
import { Id, pageOf, pageQuery, route, supervisors, Time } from './route.js';

/**
 * The numbers of the channel-shift report by the names of its `counts`; those that go by a window need `window`. A rate
 * opens by its two numbers. `calls`, `voiceContacts…` and `units…` add up `amount`, everything else counts ones.
 */
export const ReportMetric = z.enum([
  'episodes',
  'calls',
  'offered',
  'notOffered',
  'answered',
  'control',
  'accepted',
  'declined',
  'noInput',
  'hungUp',
  'callback',
  'undecided',
  'delivered',
  'failed',
  'onItsWay',
  'fallback',
  'engaged',
  'resolved',
  'confirmed',
  'assumed',
  'contained',
  'bounced',
  'bouncedBefore',
  'bouncedDuring',
  'bouncedAssisted',
  'bouncedAfter',
  'anyRecontact',
  'evaporated',
  'verified',
  'pending',
  'voiceContactsOffered',
  'voiceContactsControl',
  'csatDelivered',
  'csatAnswers',
  'csatGood',
  'unitsMarketing',
  'unitsUtility',
  'unitsAuthentication',
  'unitsOther',
  'unitsSession',
  'unitsSegment',
  'possibleRecontact',
]);
export type ReportMetric = z.infer<typeof ReportMetric>;

/** `excluded`: the other part of what a number is a share of, such as the engaged that are no verified deflection. */
export const channelShiftCallsQuery = channelShiftQuery.omit({ groupBy: true }).extend({
  metric: ReportMetric,
  window: ReportWindow.default('7d'),
  part: z.enum(['counted', 'excluded']).default('counted'),
  /** Only those whose customer called again about the same issue from then on. */
  calledAgainSince: Time.optional(),
  ...pageQuery.shape,
});

/** What stands against an episode, or for it; words are the console's. */
export const ReportReasonCode = z.enum([
  'offered',
  'not_offered',
  'answered_in_menu',
  'control',
  'undecided',
  'accepted',
  'declined',
  'no_input',
  'hung_up',
  'callback',
  'delivered',
  'failed',
  'on_its_way',
  'engaged',
  'not_engaged',
  'resolved_confirmed',
  'resolved_assumed',
  'not_resolved',
  'agent_voice',
  'recontact',
  'possible_recontact',
  'no_recontact',
  'window_open',
  'agent_contacts',
  'survey_delivered',
  'survey_failed',
  'survey_not_asked',
  'survey_answered',
  'survey_unanswered',
  'sent',
  'invite_refused',
  'wait_announced',
  'callback_due',
  'callback_called',
  'callback_resolved',
  'cycle_opened',
  'customer_wrote',
  'customer_silent',
  'replied',
  'waiting',
  'promise_kept',
  'promise_late',
  'promise_broken',
  'cycle_resolved',
  'reopened',
  'fell_silent',
  'survey_solved',
  'survey_unsolved',
  'owned',
  'messages',
  'units',
  'sends_taken',
  'sends_failed',
]);
export type ReportReasonCode = z.infer<typeof ReportReasonCode>;

export const RecontactStage = z.enum(['before', 'during', 'assisted', 'after']);
/** Why a later call counts as about the same issue, or does not. */
export const RecontactWhy = z.enum(['marked', 'family', 'unknown', 'marked_other', 'other_family']);

export const ReportReason = z.object({
  code: ReportReasonCode,
  at: Time.optional(),
  /** From the acceptance (in the menu: the first call) until then. */
  hours: z.number().optional(),
  /** The policy's reason, or why nobody was asked. */
  reason: z.string().optional(),
  channel: z.string().optional(),
  fallback: z.boolean().optional(),
  window: ReportWindow.optional(),
  sameIssue: z.boolean().optional(),
  why: RecontactWhy.optional(),
  stage: RecontactStage.optional(),
  callId: Id.optional(),
  score: z.number().int().optional(),
  contacts: z.number().int().optional(),
  /** How long it took, or has taken by now. */
  seconds: z.number().optional(),
  /** How many of them are in the thread. */
  count: z.number().int().optional(),
  /** The provider's code. */
  error: z.string().optional(),
  disposition: z.string().optional(),
});
export type ReportReason = z.infer<typeof ReportReason>;

/** What anything behind a number has: its calls, its thread, whose it is, and why it is there. */
const behindNumber = z.object({
  callIds: z.array(Id),
  threadId: Id.nullable(),
  contact: z.object({ id: Id, name: z.string().nullable() }).nullable(),
  /** The number that rang, or that the thread is with; null where it was withheld. */
  from: z.string().nullable(),
  queue: z.string().nullable(),
  intent: z.string().nullable(),
  /** What this item adds to the number. */
  amount: z.number().int(),
  /** Why this one is counted, or is not. */
  why: z.array(ReportReason),
});

/** An episode behind a number; for surveys and messages an item is one of them, with its episode. */
export const ReportedCall = behindNumber.extend({
  episodeId: Id,
  startedAt: Time,
  channel: z.string().nullable(),
  line: z.string().nullable(),
  policyVersion: z.number().int().nullable(),
  language: z.string().nullable(),
  decision: z.string().nullable(),
  reason: z.string().nullable(),
  outcome: z.string().nullable(),
  acceptedAt: Time.nullable(),
  deliveredAt: Time.nullable(),
  engagedAt: Time.nullable(),
  resolvedAt: Time.nullable(),
  /** The first within seven days, about the same issue where there is one. */
  recontact: z
    .object({
      at: Time,
      /** Null: a return to voice that the system placed. */
      callId: Id.nullable(),
      sameIssue: z.boolean(),
      why: RecontactWhy,
      stage: RecontactStage,
    })
    .nullable(),
  survey: z
    .object({ id: Id, askedAt: Time.nullable(), answeredAt: Time.nullable(), score: z.number().int().nullable() })
    .nullable(),
  message: z.object({ seq: z.number().int(), at: Time, channel: z.string(), unit: z.string() }).nullable(),
});
export type ReportedCall = z.infer<typeof ReportedCall>;
export const ReportedCalls = pageOf(ReportedCall);

/** What is behind a number of a table: an episode, a cycle, a survey; of messages and sends, the thread that they are in. */
export const ReportedItem = behindNumber.extend({ at: Time });
export type ReportedItem = z.infer<typeof ReportedItem>;
export const ReportedItems = pageOf(ReportedItem);

/** `summary`: a line for the total and for each group. `episodes`: a line for each episode, in columns that add up to the total. */
export const channelShiftCsvQuery = channelShiftQuery.omit({ compareFrom: true, compareTo: true }).extend({
  of: z.enum(['summary', 'episodes']).default('summary'),
});

export const channelShiftRoutes = {
  channelShiftCalls: route({
    method: 'GET',
    path: '/reports/channel-shift/calls',
    summary: 'The calls and threads behind one number of the report, each with why it is counted or is not',
    access: supervisors,
    query: channelShiftCallsQuery,
    response: ReportedCalls,
    problems: [...reportProblems, 'invalid-cursor'],
  }),
  channelShiftCsv: route({
    method: 'GET',
    path: '/reports/channel-shift.csv',
    summary: 'The report as CSV: the total and its groups, or a line for each episode, however many',
    access: supervisors,
    query: channelShiftCsvQuery,
    response: z.unknown(),
    problems: reportProblems,
  }),
};
