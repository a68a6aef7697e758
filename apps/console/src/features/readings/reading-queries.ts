import { api, type Reading } from '#libs/contracts';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/client.ts';

export const readingsKey = ['readings'] as const;

/** What is known of a contact's meters, the latest taken first; far more than anybody looks at. */
export const readingsQuery = (contactId: string) =>
  queryOptions({
    queryKey: [...readingsKey, contactId],
    queryFn: async ({ signal }): Promise<Reading[]> =>
      (await call(api.listReadings, { query: { contactId, limit: 100 } }, signal)).items,
  });
