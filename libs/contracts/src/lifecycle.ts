import { z } from 'zod';
import { anyRole, at, atProblems, idParam, route, Time } from './route.js';
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
