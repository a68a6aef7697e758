import { z } from 'zod';
import { anyRole, at, atProblems, Id, idParam, pageOf, pageQuery, route, supervisors, Time } from './route.js';
import { MessageStatus, MessagingKind, SurveySuppressed, SurveyWay } from './words.js';

export const SurveyScore = z
  .number()
  .int('must be a number from 1 to 5')
  .min(1, 'must be a number from 1 to 5')
  .max(5, 'must be a number from 1 to 5');

/** What became of asking "did this solve it?" after one resolution cycle, and what was answered. */
export const Survey = z.object({
  id: Id,
  threadId: Id,
  contactId: Id,
  /** Which cycle of the thread, from 1. */
  cycle: z.number().int(),
  createdAt: Time,
  /** Null: not asked, and then `notAsked` says why; both null: an answer came without asking. */
  askedAt: Time.nullable(),
  notAsked: SurveySuppressed.nullable(),
  way: SurveyWay.nullable(),
  channel: MessagingKind.nullable(),
  /** The message that asks, and how far it has come. */
  seq: z.number().int().nullable(),
  delivery: MessageStatus.nullable(),
  solved: z.boolean().nullable(),
  /** From 1 to 5. */
  score: z.number().int().nullable(),
  comment: z.string().nullable(),
  answeredAt: Time.nullable(),
  /** By the customer in the thread or on the page, or written down by somebody (`by`) whom they told. */
  answeredVia: z.enum(['thread', 'link', 'told']).nullable(),
  by: z.string().nullable(),
});
export type Survey = z.infer<typeof Survey>;

const Words = z.string().trim().max(300, 'must be at most 300 characters').nullable();

export const SurveySettings = z.object({
  enabled: z.boolean(),
  /** Nobody is asked again within so many days; 0: after every cycle. */
  minDaysBetween: z.number().int().min(0, 'must be 0 or more').max(365, 'must be at most 365'),
  /** How long after resolving. */
  delayMinutes: z.number().int().min(0, 'must be 0 or more').max(1440, 'must be at most 1440, a day'),
  /** Threads that end so are not asked about: ids of dispositions. */
  notAskedFor: z.array(z.string().min(1).max(100)).max(50),
  /** By language (`en`, `de`, …), in place of our own words. Null: our own. */
  wording: z.record(
    z.string().regex(/^[a-z]{2}$/, 'must be a language, such as en'),
    z.object({ solved: Words, score: Words }),
  ),
});
export type SurveySettings = z.infer<typeof SurveySettings>;

/** Our own words by language, for who sets up others. */
export const SurveyWording = z.object({ language: z.string(), solved: z.string(), score: z.string() });
export type SurveyWording = z.infer<typeof SurveyWording>;

export const surveyRoutes = {
  listSurveys: route({
    method: 'GET',
    path: '/surveys',
    summary: 'Surveys of a thread or of a person, the latest first: what was asked, why not, and the answers',
    access: anyRole,
    query: pageQuery.extend({ threadId: Id.optional(), contactId: Id.optional() }),
    response: pageOf(Survey),
    problems: ['invalid-cursor', 'not-found'],
  }),
  answerSurvey: route({
    method: 'POST',
    path: '/threads/:id/survey-answer',
    summary: 'What a customer said of the last resolution cycle; a later answer counts for a day after the first',
    access: anyRole,
    params: idParam,
    body: z.object({
      score: SurveyScore,
      solved: z.boolean().optional(),
      comment: z.string().trim().max(1000, 'must be at most 1000 characters').optional(),
      /** When they said it. */
      at,
    }),
    response: Survey,
    problems: ['not-found', 'no-survey', 'survey-answered', ...atProblems],
  }),
  getSurveySettings: route({
    method: 'GET',
    path: '/survey-settings',
    summary: 'Whether and how customers are asked after a resolution cycle, and our own words in every language',
    access: supervisors,
    response: SurveySettings.extend({ defaults: z.array(SurveyWording) }),
  }),
  putSurveySettings: route({
    method: 'PUT',
    path: '/survey-settings',
    summary: 'Changes whether and how customers are asked',
    access: supervisors,
    body: SurveySettings,
    response: SurveySettings.extend({ defaults: z.array(SurveyWording) }),
  }),
};
