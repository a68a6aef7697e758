import { z } from 'zod';
import { HealthCode, HealthState } from './channel-health.js';
import { Id, route, supervisors, Time } from './route.js';
import { SendCounts } from './sends.js';
import { Availability, ChannelKind } from './words.js';

const count = z.number().int();

/** The bounds of the ages of those who wait, in minutes: under 5, under 15, … and the last without an end. */
export const waitingMinutes = [5, 15, 60, 240] as const;

/** What is going on now. Every group says as of when it is, and from when where it looks back. */
export const LiveBoard = z.object({
  at: Time,
  /** In which "today" began. */
  timeZone: z.string(),
  /** Choices that callers have before them: made within the hour, without an outcome, and the call goes on. */
  offers: z.object({ at: Time, inFlight: count }),
  /** Episodes that began in the last 15 minutes: `accepted / offered`, as the channel-shift report has it. */
  acceptance: z.object({
    from: Time,
    at: Time,
    offered: count,
    accepted: count,
    /** Of those offered: still choosing, or nobody has said yet. */
    undecided: count,
    rate: z.number().nullable(),
  }),
  /** Threads whose customer waits for an answer; put aside ones too: the customer waits all the same. */
  waiting: z.object({
    at: Time,
    threads: count,
    /** Of them, put aside for later. */
    snoozed: count,
    longestSince: Time.nullable(),
    /** By how long they have waited; `under` minutes, null: without an end. */
    ages: z.array(z.object({ under: count.nullable(), threads: count })),
    /**
     * By the time a caller was promised an answer: it is over; a quarter of it is left or ten minutes; there is more. Those to
     * whom nothing was promised are in none of them.
     */
    promises: z.object({ late: count, atRisk: count, inTime: count }),
  }),
  /** Agents who may sign in. Load is what they have against what fits, of those who are there. */
  agents: z.object({
    at: Time,
    online: count,
    away: count,
    offline: count,
    /** Online, and more fits. */
    free: count,
    load: z.object({ active: z.number(), capacity: count }),
    there: z.array(
      z.object({ id: Id, name: z.string(), availability: Availability, active: z.number(), capacity: count }),
    ),
  }),
  /** Delivered acceptances whose customer called again today about the same issue, within seven days: bounces of today. */
  bounced: z.object({ from: Time, at: Time, episodes: count }),
  channels: z.object({
    at: Time,
    healthy: count,
    degraded: count,
    unhealthy: count,
    items: z.array(
      z.object({
        id: Id,
        kind: ChannelKind,
        name: z.string(),
        health: HealthState,
        healthCode: HealthCode.nullable(),
        healthReason: z.string().nullable(),
        healthSince: Time,
      }),
    ),
  }),
  /** Sends that somebody has to decide about. */
  sends: SendCounts.extend({ at: Time }),
});
export type LiveBoard = z.infer<typeof LiveBoard>;

export const liveBoardRoutes = {
  liveBoard: route({
    method: 'GET',
    path: '/reports/live',
    summary:
      'The live board: offers, who waits and how long, who is there, bounces of today, channels and failed sends',
    access: supervisors,
    response: LiveBoard,
  }),
};
