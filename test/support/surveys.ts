import type { Problem, Survey, SurveySettings } from '#libs/contracts';
import type { Handset } from './handset.js';
import { eventually, type TestHub } from './hub.js';

const usual: SurveySettings = {
  enabled: true,
  minDaysBetween: 0,
  delayMinutes: 0,
  notAskedFor: ['spam', 'wrong_number'],
  wording: {},
};
export const askSurveys = (hub: TestHub, change: Partial<SurveySettings> = {}) =>
  hub.api<Omit<Problem, 'status'>>('PUT', '/api/v1/survey-settings', { ...usual, ...change });

export const resolve = (hub: TestHub, threadId: string, disposition = 'solved', headers?: Record<string, string>) =>
  hub.api('POST', `/api/v1/threads/${threadId}/resolve`, { disposition }, headers);

export const surveysOf = async (hub: TestHub, query: string, headers?: Record<string, string>) =>
  (await hub.api<{ items: Survey[] }>('GET', `/api/v1/surveys?${query}`, undefined, headers)).body.items;

/** The survey of a thread's latest cycle, as soon as it is so. */
export const surveyWhere = (hub: TestHub, threadId: string, is: (survey: Survey) => unknown) =>
  eventually(async () => {
    const [survey] = await surveysOf(hub, `threadId=${threadId}`);
    return survey && is(survey) ? survey : null;
  });
export const decided = (hub: TestHub, threadId: string) =>
  surveyWhere(hub, threadId, ({ askedAt, notAsked }) => askedAt ?? notAsked);

export const tell = (hub: TestHub, threadId: string, body: object, headers?: Record<string, string>) =>
  hub.api<Survey & Omit<Problem, 'status'>>('POST', `/api/v1/threads/${threadId}/survey-answer`, body, headers);

/** The next thing that reaches a phone and looks so. */
export const gets = (person: Handset, text: RegExp) =>
  eventually(async () => (await person.received()).findLast((message) => text.test(message.text)));
