import { z } from 'zod';
import { ReportMoment, ReportWindow } from './reports.js';
import { Id, idParam, route, supervisors, Time } from './route.js';

/**
 * What a target can be set for: the rates of the channel-shift report, of which some go by a window, and of the
 * first-response report the median in business time and the share of promises that were kept.
 */
export const TargetMetric = z.enum([
  'offer',
  'acceptance',
  'handoffSuccess',
  'engagement',
  'channelShift',
  'digitalResolution',
  'verifiedPerEpisode',
  'verifiedPerOffered',
  'verifiedPerAccepted',
  'bounce',
  'anyRecontact',
  'evaporated',
  'menuContainment',
  'deferred',
  'csat',
  'firstResponse',
  'promiseKept',
]);
export type TargetMetric = z.infer<typeof TargetMetric>;

export const windowedTargets: ReadonlySet<TargetMetric> = new Set([
  'verifiedPerEpisode',
  'verifiedPerOffered',
  'verifiedPerAccepted',
  'bounce',
  'anyRecontact',
  'evaporated',
]);

/** In seconds; all others are shares. */
export const secondsTargets: ReadonlySet<TargetMetric> = new Set(['firstResponse']);

const goal = {
  metric: TargetMetric,
  /** Only of those that go by one. */
  window: ReportWindow.nullable(),
  bound: z.enum(['atLeast', 'atMost']),
  /** A share, where 0.5 is 50 %, or seconds. */
  value: z.number().min(0),
  /** Null: all queues together. */
  queue: z.string().min(1).max(100).nullable(),
};

export const Target = z.object({ id: Id, ...goal, from: Time, enteredAt: Time, enteredBy: z.string().nullable() });
export type Target = z.infer<typeof Target>;

export const NewTarget = z
  .object({
    ...goal,
    window: goal.window.default(null),
    queue: goal.queue.default(null),
    from: ReportMoment,
  })
  .refine(({ metric, window }) => (window !== null) === windowedTargets.has(metric), {
    path: ['window'],
    error: 'must be named for a metric that goes by a window, and for no other',
  })
  .refine(({ metric, value }) => value <= 1 || secondsTargets.has(metric), {
    path: ['value'],
    error: 'must be a share from 0 to 1: this metric is no time',
  });

/** A day that is final, and which missed its target; kept as it was, whatever becomes of the target. */
export const TargetAlert = z.object({
  id: Id,
  targetId: Id,
  ...goal,
  /** The day whose calls or threads are meant, in the workspace's time zone. */
  day: z.iso.date(),
  actual: z.number(),
  at: Time,
  /** The last day that was looked at: nothing newer says that it is well again. */
  latest: z.boolean(),
});
export type TargetAlert = z.infer<typeof TargetAlert>;

export const reportTargetRoutes = {
  listTargets: route({
    method: 'GET',
    path: '/reports/targets',
    summary: 'What the rates and times are meant to be, from when on',
    access: supervisors,
    response: z.object({ items: z.array(Target), timeZone: z.string() }),
  }),
  putTarget: route({
    method: 'PUT',
    path: '/reports/targets',
    summary: 'Sets a target from a day on, or changes the one of the same metric, window, queue and `from`',
    access: supervisors,
    body: NewTarget,
    response: Target,
    problems: ['unknown-queue'],
  }),
  deleteTarget: route({
    method: 'DELETE',
    path: '/reports/targets/:id',
    summary: 'Removes a target; the one before it holds instead. What it raised is kept',
    access: supervisors,
    params: idParam,
    status: 204,
    problems: ['not-found'],
  }),
  listTargetAlerts: route({
    method: 'GET',
    path: '/reports/alerts',
    summary: 'Days that missed a target, newest first, at most 100; a day is looked at once it is final',
    access: supervisors,
    response: z.object({ items: z.array(TargetAlert) }),
  }),
};
