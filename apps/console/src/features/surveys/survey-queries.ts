import { api } from '#libs/contracts';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/client.ts';

/** The latest of a person, over all their threads. */
export const contactSurveysQuery = (contactId: string) =>
  queryOptions({
    queryKey: ['surveys', contactId],
    queryFn: async ({ signal }) => (await call(api.listSurveys, { query: { contactId, limit: 20 } }, signal)).items,
  });

export const surveySettingsQuery = queryOptions({
  queryKey: ['survey-settings'],
  queryFn: ({ signal }) => call(api.getSurveySettings, {}, signal),
});

export const workSettingsQuery = queryOptions({
  queryKey: ['work-settings'],
  staleTime: 60_000,
  queryFn: ({ signal }) => call(api.getWorkSettings, {}, signal),
});
