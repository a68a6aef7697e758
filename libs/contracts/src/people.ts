import { z } from 'zod';
import { User } from './auth.js';
import { admins, anyRole, Id, idParam, route, supervisors } from './route.js';
import { Team } from './threads.js';
import { Availability, Role, Sees } from './words.js';

/** What somebody can do that not everybody can, such as a language or a product. */
export const Skill = z.string().trim().min(1, 'must not be empty').max(40);
const Skills = z.array(Skill).max(50);
/** How much work fits, in threads whose customer waits; one whose customer is to answer counts half. */
const Capacity = z.number().int().min(0).max(100);
const Name = z.string().trim().min(1, 'must not be empty').max(100);

/** Which skills a thread of an intent or a queue takes. Of several that fit a thread all count. */
export const SkillRule = z.object({
  match: z.enum(['intent', 'queue']),
  value: Name,
  skills: Skills.min(1, 'names at least one skill'),
});
export type SkillRule = z.infer<typeof SkillRule>;

const teamSettings = {
  name: Name,
  members: z.array(Id).max(1000),
  /** A thread of one of these queues gets the team when it opens. A queue is one team's at most. */
  queues: z.array(Name).max(100),
  /** Open threads of the team that nobody has go to a present member with room for them. */
  autoAssign: z.boolean(),
  skillRules: z.array(SkillRule).max(100),
};
export const NewTeam = z.object({
  ...teamSettings,
  members: teamSettings.members.default([]),
  queues: teamSettings.queues.default([]),
  autoAssign: teamSettings.autoAssign.default(false),
  skillRules: teamSettings.skillRules.default([]),
});
export type NewTeam = z.infer<typeof NewTeam>;
export const TeamSettings = Team.extend(teamSettings);
export type TeamSettings = z.infer<typeof TeamSettings>;

export const Colleague = User.extend({
  /** What they chose, and offline while they have no console open. */
  availability: Availability,
  /** What they chose. */
  chosen: Availability,
  teams: z.array(Team),
  skills: z.array(z.string()),
  sees: Sees,
  /** How much of what fits they have. */
  load: z.object({ active: z.number(), capacity: z.number().int() }),
});
export type Colleague = z.infer<typeof Colleague>;

const signIn = {
  email: z.email('must be an e-mail address').max(200),
  name: z.string().trim().min(1, 'must not be empty').max(100),
  role: Role,
};

const teamProblems = ['name-taken', 'queue-taken', 'unknown-colleague'];

export const peopleRoutes = {
  listTeams: route({
    method: 'GET',
    path: '/teams',
    summary: 'Teams: who is in them, whose queues are theirs, and whether their threads are assigned by themselves',
    access: anyRole,
    response: z.object({ items: z.array(TeamSettings) }),
  }),
  createTeam: route({
    method: 'POST',
    path: '/teams',
    summary: 'Makes a team',
    access: supervisors,
    status: 201,
    body: NewTeam,
    response: TeamSettings,
    problems: teamProblems,
  }),
  putTeam: route({
    method: 'PUT',
    path: '/teams/:id',
    summary: 'Changes a team as a whole: what is left out is empty afterwards',
    access: supervisors,
    params: idParam,
    body: NewTeam,
    response: TeamSettings,
    problems: ['not-found', ...teamProblems],
  }),
  deleteTeam: route({
    method: 'DELETE',
    path: '/teams/:id',
    summary: 'Removes a team; its threads stay, and are of no team',
    access: supervisors,
    params: idParam,
    status: 204,
    problems: ['not-found'],
  }),
  users: route({
    method: 'GET',
    path: '/users',
    summary: 'Colleagues a thread can be assigned to: who is there, and how much they have',
    access: anyRole,
    /** true: those who are switched off, and only them. */
    query: z.object({ off: z.enum(['true', 'false']).default('false') }),
    response: z.object({ items: z.array(Colleague) }),
  }),
  createUser: route({
    method: 'POST',
    path: '/users',
    summary: 'Makes a sign-in with a password of ours; it is answered once and never again',
    access: admins,
    status: 201,
    body: z.object(signIn),
    response: z.object({ user: Colleague, password: z.string() }),
    problems: ['email-taken'],
  }),
  resetPassword: route({
    method: 'POST',
    path: '/users/:id/password',
    summary: 'Gives somebody a new password, answered once; whoever is signed in by the old one is signed out',
    access: admins,
    params: idParam,
    response: z.object({ password: z.string() }),
    problems: ['not-found'],
  }),
  putUser: route({
    method: 'PUT',
    path: '/users',
    summary: 'Makes a sign-in, or changes name, role and password of the one with this address and switches it on',
    access: admins,
    body: z.object({
      ...signIn,
      password: z.string().min(12, 'must have at least 12 characters').max(200),
      skills: Skills.optional(),
      capacity: Capacity.optional(),
      sees: Sees.optional(),
    }),
    response: Colleague,
  }),
  patchUser: route({
    method: 'PATCH',
    path: '/users/:id',
    summary:
      'Changes what work somebody gets and sees, and for administrators how they sign in; what is left out stays as it is',
    access: supervisors,
    params: idParam,
    body: z.object({
      skills: Skills.optional(),
      capacity: Capacity.optional(),
      sees: Sees.optional(),
      teams: z.array(Id).max(100).optional(),
      name: signIn.name.optional(),
      email: signIn.email.optional(),
      role: Role.optional(),
      /** true: they sign in no more, their sessions end and what they have is put back. What they wrote stays theirs. */
      off: z.boolean().optional(),
    }),
    response: Colleague,
    problems: ['not-found', 'unknown-team', 'email-taken', 'last-administrator'],
  }),
  putAvailability: route({
    method: 'PUT',
    path: '/me/availability',
    summary: 'Whether who is signed in takes work',
    access: anyRole,
    body: z.object({ availability: Availability }),
    response: Colleague,
  }),
};
