import { z } from 'zod';
import { Call } from './calls.js';
import { anyRole, Id, idParam, pageQuery, route, Time } from './route.js';
import { MessagingKind, ThreadStatus } from './words.js';

/** A thread as one piece of a person's history. */
export const TimelineThread = z.object({
  id: Id,
  status: ThreadStatus,
  channel: MessagingKind,
  /** How many entries it has. */
  lastSeq: z.number().int(),
  disposition: z.string().nullable(),
  assignee: z.string().nullable(),
  openedAt: Time,
  resolvedAt: Time.nullable(),
});
export type TimelineThread = z.infer<typeof TimelineThread>;

export const TimelineEntry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('thread'), at: Time, thread: TimelineThread }),
  /** One that opened no thread and joined none: those are entries of their threads. */
  z.object({ kind: z.literal('call'), at: Time, call: Call }),
]);
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const timelineRoutes = {
  contactTimeline: route({
    method: 'GET',
    path: '/contacts/:id/timeline',
    summary: 'Threads and calls of one contact, the newest first; what is in a thread: `/threads/:id/messages`',
    access: anyRole,
    params: idParam,
    query: pageQuery,
    response: z.object({ items: z.array(TimelineEntry), nextCursor: z.string().nullable() }),
    problems: ['not-found', 'invalid-cursor'],
  }),
};
