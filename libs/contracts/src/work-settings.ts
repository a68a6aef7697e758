import { z } from 'zod';
import { anyRole, route, supervisors } from './route.js';
import { Clock, TimeZone } from './administration.js';
import { Priority } from './words.js';

/** How a resolution cycle can end. Never removed once used: what is not wanted any more is inactive. */
export const Disposition = z.object({
  id: z.string().regex(/^[a-z0-9_]{1,40}$/, 'small letters, digits and _ only'),
  label: z.string().trim().min(1, 'must not be empty').max(60),
  active: z.boolean(),
  /** Whoever ends a cycle by it knows from the customer that it is solved. */
  confirms: z.boolean().optional(),
  /** An agent has rung the customer: not resolved by message alone. */
  voice: z.boolean().optional(),
});
export type Disposition = z.infer<typeof Disposition>;

export const Tag = z.string().trim().min(1, 'must not be empty').max(40, 'at most 40 characters');

const Target = z.number().int().min(1, 'at least one minute').max(525_600, 'at most a year').nullable();

/** Minutes of business time; null: no target. */
export const SlaTargets = z.object({ first: Target, next: Target, resolution: Target });
export type SlaTargets = z.infer<typeof SlaTargets>;

/** From 00:00 to 00:00 is the whole day; to a time that is not later goes on into the next day. */
export const Shift = z.object({ from: Clock, to: Clock });
export type Shift = z.infer<typeof Shift>;

export const BusinessCalendar = z.object({
  timeZone: TimeZone,
  /** By weekday (0 Sunday … 6 Saturday); a missing day is closed. Null: around the clock. */
  hours: z.record(z.string().regex(/^[0-6]$/), z.array(Shift).max(6)).nullable(),
  /** Closed from midnight to midnight. */
  holidays: z
    .array(z.object({ date: z.iso.date(), name: z.string().trim().max(60) }))
    .max(400)
    .refine((days) => new Set(days.map(({ date }) => date)).size === days.length, 'the same day twice'),
});
export type BusinessCalendar = z.infer<typeof BusinessCalendar>;

/** How the company works: how cycles end and begin again, by what work is sorted, and by when it must be done. */
export const WorkSettings = z.object({
  dispositions: z
    .array(Disposition)
    .min(1)
    .max(40)
    .refine((all) => all.some(({ active }) => active), 'at least one must be active')
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'the same id twice'),
  /** Suggested to agents, who may write others. */
  tags: z.array(Tag).max(200),
  /** A customer who writes so soon after their thread was resolved goes on in it; later in a new one. */
  reopenHours: z.number().int().min(0).max(8760),
  sla: z.record(Priority, SlaTargets),
  calendar: BusinessCalendar.refine(
    ({ hours }) => hours === null || Object.values(hours).some((shifts) => shifts.length > 0),
    { path: ['hours'], error: 'open on no day at all: no clock would ever run out' },
  ),
  /** Within how many minutes an answer is promised to callers who go on by message; null: no promise. */
  promiseMinutes: z.number().int().min(1).max(10_080).nullable(),
});
export type WorkSettings = z.infer<typeof WorkSettings>;

export const workSettingsRoutes = {
  getWorkSettings: route({
    method: 'GET',
    path: '/work-settings',
    summary: 'Dispositions, tags, business hours, targets and when a thread opens again',
    access: anyRole,
    response: WorkSettings,
  }),
  putWorkSettings: route({
    method: 'PUT',
    path: '/work-settings',
    summary: 'Changes how the company works',
    access: supervisors,
    body: WorkSettings,
    response: WorkSettings,
  }),
};
