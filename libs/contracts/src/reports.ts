import { z } from 'zod';
import { TimeZone } from './administration.js';
import { Id, route, supervisors, Time } from './route.js';

/** How long after its acceptance a recontact still counts; the last is the headline. */
export const ReportWindow = z.enum(['24h', '72h', '7d']);
export type ReportWindow = z.infer<typeof ReportWindow>;

/**
 * By what episodes are grouped. `hour` goes on from hour to hour (its key is when it begins, in UTC); `hourOfDay` (00 to 23)
 * and `weekday` (1 Monday to 7 Sunday) are the same hours of all days, in the report's time zone.
 */
export const ReportGrouping = z.enum([
  'day',
  'hour',
  'hourOfDay',
  'weekday',
  'queue',
  'intent',
  'channel',
  'line',
  'policyVersion',
  'language',
]);
export type ReportGrouping = z.infer<typeof ReportGrouping>;

export const ReportMoment = z.union([Time, z.iso.date()], {
  error: 'must be a date, such as 2026-03-01, or an ISO 8601 time, such as 2026-03-01T09:00:00Z',
});

/** What episodes are narrowed to; the empty text means those without one. */
export const reportFilter = z.object({
  queue: z.string().max(100).optional(),
  intent: z.string().max(100).optional(),
  channel: z.string().max(20).optional(),
  line: z.string().max(20).optional(),
  policyVersion: z
    .string()
    .regex(/^\d{0,9}$/, 'must be the number of a version')
    .optional(),
  language: z.string().max(35).optional(),
  /** As the keys of groups are written: a day, the beginning of an hour, 00 to 23, and 1 (Monday) to 7. */
  day: z.iso.date().optional(),
  hour: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00Z$/, 'must be when an hour begins in UTC, such as 2026-03-01T09:00:00Z')
    .optional(),
  hourOfDay: z
    .string()
    .regex(/^([01]\d|2[0-3])$/, 'must be an hour, 00 to 23')
    .optional(),
  weekday: z
    .string()
    .regex(/^[1-7]$/, 'must be a weekday, 1 (Monday) to 7 (Sunday)')
    .optional(),
});

/** A cohort: episodes whose first call began from `from` until before `to`. */
export const reportPeriod = z.object({
  /** A date begins at its midnight in the time zone. */
  from: ReportMoment,
  to: ReportMoment,
  /** What was so then, as far as it is known today; without it, what is so now. */
  asOf: ReportMoment.optional(),
  /** Of dates, days and hours; the workspace's unless named. */
  timeZone: TimeZone.optional(),
});

export const channelShiftQuery = reportPeriod.extend(reportFilter.shape).extend({
  /** One or two of `ReportGrouping`, with a comma between. */
  groupBy: z
    .string()
    .transform((text) => text.split(','))
    .pipe(
      z
        .array(ReportGrouping)
        .max(2, 'must be one or two')
        .refine((names) => new Set(names).size === names.length, 'must not name the same twice'),
    )
    .optional(),
  /** A second period to be set against it. */
  compareFrom: ReportMoment.optional(),
  compareTo: ReportMoment.optional(),
});

const Rate = z.number().nullable();
const count = z.number().int();
const byWindow = <T extends z.ZodType>(of: T) => z.object({ '24h': of, '72h': of, '7d': of });

export const ChannelShiftCounts = z.object({
  episodes: count,
  calls: count,
  offered: count,
  notOffered: count,
  answered: count,
  control: count,
  accepted: count,
  declined: count,
  noInput: count,
  hungUp: count,
  callback: count,
  /** Offered, and nobody has said yet what became of it. */
  undecided: count,
  delivered: count,
  failed: count,
  onItsWay: count,
  /** Delivered by the other channel than the one that was chosen. */
  fallback: count,
  engaged: count,
  resolved: count,
  confirmed: count,
  assumed: count,
  /** Delivered, never engaged, no recontact in the headline window. */
  evaporated: count,
  contained: count,
  bounced: byWindow(z.object({ all: count, before: count, during: count, assisted: count, after: count })),
  anyRecontact: byWindow(count),
  evaporatedBy: byWindow(count),
  verified: byWindow(count),
});
export type ChannelShiftCounts = z.infer<typeof ChannelShiftCounts>;

export const ChannelShiftRates = z.object({
  offer: Rate,
  acceptance: Rate,
  handoffSuccess: Rate,
  engagement: Rate,
  channelShift: Rate,
  digitalResolution: Rate,
  verifiedDeflection: byWindow(z.object({ perEpisode: Rate, perOffered: Rate, perAccepted: Rate })),
  bounce: byWindow(Rate),
  anyRecontact: byWindow(Rate),
  evaporated: byWindow(Rate),
  menuContainment: Rate,
  deferred: Rate,
});
export type ChannelShiftRates = z.infer<typeof ChannelShiftRates>;

/** What it was worth; `null` where a price that is needed has not been entered. */
export const Savings = z.object({
  net: z.number().nullable(),
  currency: z.string().nullable(),
  /** Verified deflections (7 d) times what a call costs. */
  voice: z.number().nullable(),
  /** Engaged episodes times what a thread costs. */
  digital: z.number().nullable(),
  /** What the messages of these episodes cost. */
  fees: z.number().nullable(),
  /** Prices that are missing, in words that say where to enter them. */
  missing: z.array(z.string()),
});
export type Savings = z.infer<typeof Savings>;

/** Agent-voice contacts within 7 d, each per episode; `difference` with its 95 % interval (Welch). */
export const Incremental = z.object({
  control: z.object({ episodes: count, perEpisode: Rate }),
  offered: z.object({ episodes: count, perEpisode: Rate }),
  difference: Rate,
  low: Rate,
  high: Rate,
});
export type Incremental = z.infer<typeof Incremental>;

export const ReportWindows = byWindow(
  z.object({
    status: z.enum(['final', 'pending']),
    /** Acceptances whose window and one hour more have not passed. */
    pending: count,
  }),
);

export const ChannelShiftFigures = z.object({
  windows: ReportWindows,
  counts: ChannelShiftCounts,
  rates: ChannelShiftRates,
  csat: z.object({ score: Rate, answers: count, delivered: count }),
  savings: Savings,
  incremental: Incremental,
});
export type ChannelShiftFigures = z.infer<typeof ChannelShiftFigures>;

export const ReportCheck = z.object({
  /** The sum, such as `offered = accepted + declined + no_input + hung_up + callback + undecided`. */
  name: z.string(),
  ok: z.boolean(),
  /** Calls that break it, at most 100. */
  calls: z.array(Id),
});
export type ReportCheck = z.infer<typeof ReportCheck>;

export const ReportCohort = z.object({ from: Time, to: Time, timeZone: z.string() });

export const ChannelShiftReport = ChannelShiftFigures.extend({
  cohort: ReportCohort,
  asOf: Time,
  checks: z.array(ReportCheck),
  /** The same of the period to compare with. */
  previous: ChannelShiftFigures.extend({ cohort: ReportCohort }).optional(),
  groups: z
    .array(
      ChannelShiftFigures.extend({
        /** By grouping; null where an episode has none. */
        key: z.partialRecord(ReportGrouping, z.string().nullable()),
      }),
    )
    .optional(),
});
export type ChannelShiftReport = z.infer<typeof ChannelShiftReport>;

export const reportProblems = ['invalid-period', 'unknown-queue', 'report-too-long'] as const;

export const reportRoutes = {
  channelShift: route({
    method: 'GET',
    path: '/reports/channel-shift',
    summary: 'How many calls really went away, by definitions that do not flatter; every number opens into its calls',
    access: supervisors,
    query: channelShiftQuery,
    response: ChannelShiftReport,
    problems: reportProblems,
  }),
};
