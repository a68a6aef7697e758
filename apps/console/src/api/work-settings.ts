import { api } from '#libs/contracts';
import { queryOptions } from '@tanstack/react-query';
import { call } from './client.ts';

/** Dispositions, tags, hours and targets: how the company works. */
export const workSettingsQuery = queryOptions({
  queryKey: ['work-settings'],
  staleTime: 60_000,
  queryFn: ({ signal }) => call(api.getWorkSettings, {}, signal),
});
