import { z } from 'zod';
import { anyRole, at, atProblems, Id, idParam, route, Time } from './route.js';
import { ThreadSummary } from './threads.js';
import { Tag } from './work-settings.js';
import { Priority } from './words.js';

export const lifecycleRoutes = {
  snoozeThread: route({
    method: 'POST',
    path: '/threads/:id/snooze',
    summary: 'Sets it aside until a time, or (until null) until the customer writes, which wakes it in either case',
    access: anyRole,
    params: idParam,
    body: z.object({ until: Time.nullable(), at }),
    response: ThreadSummary,
    problems: ['not-found', 'thread-resolved', 'snooze-time', ...atProblems],
  }),
  unsnoozeThread: route({
    method: 'POST',
    path: '/threads/:id/unsnooze',
    summary: 'Wakes a snoozed thread now',
    access: anyRole,
    params: idParam,
    response: ThreadSummary,
    problems: ['not-found', 'not-snoozed'],
  }),
  returnToVoice: route({
    method: 'POST',
    path: '/threads/:id/return-to-voice',
    summary: 'The customer is put through to a person by phone, before the others and with the thread in sight',
    access: anyRole,
    params: idParam,
    body: z.object({
      /** Who asked for it; absent: whoever makes the request. */
      by: z.enum(['customer', 'user', 'api']).optional(),
      /** The call by which they are put through, where there is one by now. */
      callId: Id.optional(),
      at,
    }),
    response: ThreadSummary,
    problems: ['not-found', ...atProblems],
  }),
  tagThread: route({
    method: 'PUT',
    path: '/threads/:id/tags',
    summary: 'The tags of a thread; `GET /work-settings` suggests some',
    access: anyRole,
    params: idParam,
    body: z.object({ tags: z.array(Tag).max(20, 'at most 20 tags') }),
    response: ThreadSummary,
    problems: ['not-found'],
  }),
  prioritiseThread: route({
    method: 'PUT',
    path: '/threads/:id/priority',
    summary: 'How urgent a thread is',
    access: anyRole,
    params: idParam,
    body: z.object({ priority: Priority }),
    response: ThreadSummary,
    problems: ['not-found'],
  }),
};
