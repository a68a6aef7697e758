import { z } from 'zod';
import { anyRole, Id, pageOf, pageQuery, route, Time } from './route.js';

/** A colleague named somebody in a note. */
export const Mention = z.object({
  id: Id,
  threadId: Id,
  /** The note's place in its thread. */
  seq: z.number().int(),
  /** The note itself. */
  text: z.string().nullable(),
  by: z.string().nullable(),
  contact: z.object({ id: Id, name: z.string().nullable(), phone: z.string().nullable() }),
  createdAt: Time,
  readAt: Time.nullable(),
});
export type Mention = z.infer<typeof Mention>;

export const mentionRoutes = {
  listMentions: route({
    method: 'GET',
    path: '/mentions',
    summary: 'Notes in which one was mentioned, newest first, and how many of all are unread',
    access: anyRole,
    query: pageQuery.extend({ unread: z.enum(['true', 'false']).optional() }),
    response: pageOf(Mention).extend({ unread: z.number().int() }),
    problems: ['invalid-cursor'],
  }),
  readMentions: route({
    method: 'POST',
    path: '/mentions/read',
    summary: "Has seen one's mentions: those of a thread, or all",
    access: anyRole,
    body: z.object({ threadId: Id.optional() }),
    response: z.object({ unread: z.number().int() }),
  }),
};
