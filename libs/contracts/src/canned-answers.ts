import { z } from 'zod';
import { anyRole, Id, idParam, route, supervisors, Time } from './route.js';
import { Team } from './threads.js';

/** What is typed after the slash: one word, so that a blank ends it. */
const Shortcut = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u, 'must be one word of letters, digits, - and _, at most 40');

/** An answer that is written often: `/` and its shortcut put it into a reply, with what is in {{braces}} filled in. */
export const CannedAnswer = z.object({
  id: Id,
  shortcut: z.string(),
  title: z.string(),
  /** {{contact.name}} and the like are known to the console; any other name is asked for when it is used. */
  text: z.string(),
  /** Whose it is; null: everybody's. */
  team: Team.nullable(),
  updatedAt: Time,
});
export type CannedAnswer = z.infer<typeof CannedAnswer>;

export const NewCannedAnswer = z.object({
  shortcut: Shortcut,
  title: z.string().trim().min(1, 'must not be empty').max(100, 'at most 100 characters'),
  text: z.string().trim().min(1, 'must not be empty').max(4096, 'at most 4,096 characters'),
  teamId: Id.nullable().default(null),
});
export type NewCannedAnswer = z.infer<typeof NewCannedAnswer>;

export const cannedAnswerRoutes = {
  listCannedAnswers: route({
    method: 'GET',
    path: '/canned-answers',
    summary: "Answers that are written often: everybody's and those of one's teams; supervisors see all",
    access: anyRole,
    response: z.object({ items: z.array(CannedAnswer) }),
  }),
  createCannedAnswer: route({
    method: 'POST',
    path: '/canned-answers',
    summary: 'Makes a canned answer, for everybody or for a team',
    access: supervisors,
    status: 201,
    body: NewCannedAnswer,
    response: CannedAnswer,
    problems: ['shortcut-taken', 'unknown-team'],
  }),
  putCannedAnswer: route({
    method: 'PUT',
    path: '/canned-answers/:id',
    summary: 'Changes a canned answer',
    access: supervisors,
    params: idParam,
    body: NewCannedAnswer,
    response: CannedAnswer,
    problems: ['not-found', 'shortcut-taken', 'unknown-team'],
  }),
  deleteCannedAnswer: route({
    method: 'DELETE',
    path: '/canned-answers/:id',
    summary: 'Removes a canned answer; what was written with it stays',
    access: supervisors,
    params: idParam,
    status: 204,
    problems: ['not-found'],
  }),
};
