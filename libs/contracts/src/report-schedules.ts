import { z } from 'zod';
import { Clock } from './administration.js';
import { reportTablesQuery } from './report-tables.js';
import { reportFilter, ReportGrouping } from './reports.js';
import { ReportName } from './reports-more.js';
import { admins, Id, idParam, route, supervisors, Time } from './route.js';

const WebAddress = z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).max(500);
/** One folder, whose name leads nowhere else. */
const FolderName = z
  .string()
  .max(60)
  .regex(/^[A-Za-z0-9][\w -]*$/, 'must be a name of letters, digits, spaces, - and _');
const Addresses = z.array(z.email('must be an e-mail address').max(200)).min(1).max(50);

const schedule = {
  name: z.string().trim().min(1).max(100),
  report: ReportName,
  /** A day's report is about the day before, a week's about Monday to Sunday before; channel shift beside the one before that. */
  every: z.enum(['day', 'week']),
  /** 1 Monday to 7 Sunday; of a week's report. */
  weekday: z.number().int().min(1).max(7).nullable(),
  /** By the clocks of the workspace's time zone. */
  at: Clock,
  /** Of channel shift alone: the others have their groups. */
  groupBy: z.array(ReportGrouping).max(2),
  /** Others than channel shift are narrowed by queue, intent and channel. */
  filter: reportFilter,
};

export const ReportDestination = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('email'), addresses: Addresses }),
  z.object({ kind: z.literal('webhook'), url: WebAddress }),
  z.object({ kind: z.literal('file'), folder: FolderName }),
]);
export type ReportDestination = z.infer<typeof ReportDestination>;

export const NewReportSchedule = z
  .object({
    /** Changes this one; without it the one of the same name, or makes a new one. */
    id: Id.optional(),
    ...schedule,
    report: schedule.report.default('channel-shift'),
    weekday: schedule.weekday.default(null),
    groupBy: schedule.groupBy.default([]),
    filter: schedule.filter.default({}),
    to: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('email'), addresses: Addresses }),
      /** Without a secret the one it has stays, or one is made and answered once. */
      z.object({ kind: z.literal('webhook'), url: WebAddress, secret: z.string().min(16).max(200).optional() }),
      z.object({ kind: z.literal('file'), folder: FolderName }),
    ]),
  })
  .refine(({ every, weekday }) => (every === 'week') === (weekday !== null), {
    path: ['weekday'],
    error: 'must be named for a weekly report, and for no other',
  })
  .refine(({ report, groupBy }) => report === 'channel-shift' || groupBy.length === 0, {
    path: ['groupBy'],
    error: 'must be empty: only channel shift is grouped',
  })
  .refine(
    ({ report, filter }) =>
      report === 'channel-shift' || Object.keys(filter).every((name) => name in reportTablesQuery.shape),
    { path: ['filter'], error: 'may name queue, intent and channel only: this report is narrowed by nothing else' },
  );

export const ReportRun = z.object({
  dueAt: Time,
  status: z.enum(['waiting', 'sent', 'failed']),
  /** When it was sent, or given up. */
  finishedAt: Time.nullable(),
  tries: z.number().int(),
  /** What went wrong the last time, or whom it did not reach. */
  error: z.string().nullable(),
});
export type ReportRun = z.infer<typeof ReportRun>;

export const ReportSchedule = z.object({
  id: Id,
  ...schedule,
  to: ReportDestination,
  /** The secret a webhook is signed with, where it has just been made. */
  secret: z.string().nullable(),
  nextAt: Time,
  lastRun: ReportRun.nullable(),
});
export type ReportSchedule = z.infer<typeof ReportSchedule>;

const smtp = {
  host: z
    .string()
    .trim()
    .max(253)
    .regex(/^[A-Za-z0-9][A-Za-z0-9.:-]*$/, 'must be the name of a host, such as smtp.example.com'),
  port: z.number().int().min(1).max(65_535),
  user: z.string().max(200).nullable(),
  from: z.email('must be an e-mail address').max(200),
  /** `tls` from the first byte (465), `starttls` before anything is said (587), or `none` for a relay in the house. */
  tls: z.enum(['tls', 'starttls', 'none']),
};
export const SmtpSettings = z.object({ ...smtp, hasPassword: z.boolean() });
export type SmtpSettings = z.infer<typeof SmtpSettings>;

export const reportScheduleRoutes = {
  listReportSchedules: route({
    method: 'GET',
    path: '/reports/schedules',
    summary: 'Which reports are sent by themselves, when they come next and how the last one went',
    access: supervisors,
    response: z.object({ items: z.array(ReportSchedule), timeZone: z.string() }),
  }),
  putReportSchedule: route({
    method: 'PUT',
    path: '/reports/schedules',
    summary: 'Sends a report every day or week by e-mail, to an address of your own system, or into a folder',
    access: supervisors,
    body: NewReportSchedule,
    response: ReportSchedule,
    problems: ['not-found', 'schedule-name-taken', 'unknown-queue', 'private-address'],
  }),
  deleteReportSchedule: route({
    method: 'DELETE',
    path: '/reports/schedules/:id',
    summary: 'Sends it no more',
    access: supervisors,
    params: idParam,
    status: 204,
    problems: ['not-found'],
  }),
  runReportSchedule: route({
    method: 'POST',
    path: '/reports/schedules/:id/run',
    summary: 'Sends it now as well, as if it were due',
    access: supervisors,
    params: idParam,
    status: 202,
    response: ReportRun,
    problems: ['not-found'],
  }),
  getSmtp: route({
    method: 'GET',
    path: '/reports/smtp',
    summary: 'By which server mail leaves; the password is never told',
    access: supervisors,
    response: z.object({ settings: SmtpSettings.nullable() }),
  }),
  putSmtp: route({
    method: 'PUT',
    path: '/reports/smtp',
    summary: 'Sets by which server mail leaves',
    access: admins,
    /** Without a password the one that is known stays, as long as server and user are the same. */
    body: z.object({ ...smtp, user: smtp.user.default(null), password: z.string().max(500).nullable().optional() }),
    response: z.object({ settings: SmtpSettings }),
  }),
  testSmtp: route({
    method: 'POST',
    path: '/reports/smtp/test',
    summary: 'Sends a test mail now, and says how it went',
    access: admins,
    body: z.object({ to: z.email('must be an e-mail address').max(200) }),
    status: 204,
    problems: ['no-smtp', 'mail-not-sent'],
  }),
};
