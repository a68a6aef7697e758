import { api, type ContactNote } from '#libs/contracts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../../api/client.ts';

export const contactNotesQuery = (contactId: string) =>
  infiniteQueryOptions({
    queryKey: ['contact-notes', contactId],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }): Promise<{ items: ContactNote[]; nextCursor: string | null }> =>
      call(
        api.listContactNotes,
        { params: { id: contactId }, query: { limit: 20, cursor: pageParam ?? undefined } },
        signal,
      ),
    getNextPageParam: (page) => page.nextCursor,
  });

/** The latest; whoever wants more goes to the page of calls. */
export const contactCallsQuery = (contactId: string) =>
  queryOptions({
    queryKey: ['contact-calls', contactId],
    queryFn: async ({ signal }) => (await call(api.listCalls, { query: { contactId, limit: 10 } }, signal)).items,
  });
