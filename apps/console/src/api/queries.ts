import { api, type User } from '#libs/contracts';
import {
  infiniteQueryOptions,
  MutationCache,
  QueryCache,
  QueryClient,
  queryOptions,
  useQuery,
} from '@tanstack/react-query';
import { call, ProblemError } from './client.ts';
import type { ThreadFilter } from './thread-list.ts';
import { facetsKey, freshest } from './thread-summaries.ts';

const sessionKey = ['session'] as const;

/** A request that finds the session over ends it everywhere; the routes then lead to the sign-in page. */
function onError(error: unknown) {
  if (error instanceof ProblemError && error.problem.status === 401) queryClient.setQueryData(sessionKey, null);
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => failures < 2 && (!(error instanceof ProblemError) || error.outcomeUnknown),
    },
  },
});

/** Who is signed in; null for nobody. */
export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }): Promise<User | null> => {
    try {
      return (await call(api.session, {}, signal)).user;
    } catch (error) {
      if (error instanceof ProblemError && error.problem.status === 401) return null;
      throw error;
    }
  },
});

/** For screens that are only drawn while somebody is signed in. */
export function useMe(): User {
  const { data } = useQuery(sessionQuery);
  return data ?? { id: '', name: '', email: '', role: 'agent' };
}

export const workspaceQuery = queryOptions({
  queryKey: ['workspace'],
  staleTime: 5 * 60_000,
  queryFn: ({ signal }) => call(api.getWorkspace, {}, signal),
});

/** Kept live by `channels.updated`; the interval is for the times of what was last seen. */
export const channelsQuery = queryOptions({
  queryKey: ['channels'],
  refetchInterval: 20_000,
  queryFn: async ({ signal }) => (await call(api.listChannels, {}, signal)).items,
});

export const usersQuery = queryOptions({
  queryKey: ['users'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }) => (await call(api.users, {}, signal)).items,
});

/** How one likes to write. */
export const writingQuery = queryOptions({
  queryKey: ['writing'],
  staleTime: 5 * 60_000,
  queryFn: ({ signal }) => call(api.getWritingSettings, {}, signal),
});

export const cannedAnswersQuery = queryOptions({
  queryKey: ['canned-answers'],
  staleTime: 60_000,
  queryFn: async ({ signal }) => (await call(api.listCannedAnswers, {}, signal)).items,
});

export const teamsQuery = queryOptions({
  queryKey: ['teams'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }) => (await call(api.listTeams, {}, signal)).items,
});

export const threadsKey = ['threads', 'list'] as const;
export const threadsQuery = (filter: ThreadFilter) =>
  infiniteQueryOptions({
    queryKey: [...threadsKey, filter] as const,
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...filter, q: filter.q || undefined, limit: 30, cursor: pageParam ?? undefined };
      const page = await call(api.listThreads, { query }, signal);
      // What was found belongs to this search alone.
      const items = page.items.map(({ hit, ...thread }) => ({ ...freshest(thread), ...(hit && { hit }) }));
      return { ...page, items };
    },
    getNextPageParam: (page) => page.nextCursor,
  });

/** What threads can be filtered by, and the teams one belongs to. */
export const facetsQuery = queryOptions({
  queryKey: facetsKey,
  staleTime: 60_000,
  queryFn: ({ signal }) => call(api.threadFacets, {}, signal),
});

export const savedViewsQuery = queryOptions({
  queryKey: ['saved-views'],
  refetchInterval: 30_000,
  queryFn: async ({ signal }) => (await call(api.listSavedViews, {}, signal)).items,
});

/** How cycles end, by which tags work is sorted. */
export const workSettingsQuery = queryOptions({
  queryKey: ['work-settings'],
  staleTime: 5 * 60_000,
  queryFn: ({ signal }) => call(api.getWorkSettings, {}, signal),
});

/** A safety net under the events: threads of views that are not watched only show up in these numbers. */
export const countsQuery = queryOptions({
  queryKey: ['threads', 'counts'],
  refetchInterval: 15_000,
  queryFn: ({ signal }) => call(api.countThreads, {}, signal),
});

/** Told by the socket too; asked for now and then in case that was lost. */
export const sendCountsQuery = queryOptions({
  queryKey: ['sends', 'counts'],
  refetchInterval: 30_000,
  queryFn: ({ signal }) => call(api.countSends, {}, signal),
});

export const threadQuery = (id: string) =>
  queryOptions({
    queryKey: ['thread', id],
    queryFn: async ({ signal }) => {
      const thread = await call(api.getThread, { params: { id } }, signal);
      return { ...thread, ...freshest(thread) };
    },
  });

export const callQuery = (id: string) =>
  queryOptions({ queryKey: ['call', id], queryFn: ({ signal }) => call(api.getCall, { params: { id } }, signal) });

export const attachmentQuery = (id: string) =>
  queryOptions({
    queryKey: ['attachment', id],
    queryFn: ({ signal }) => call(api.getAttachment, { params: { id } }, signal),
  });

export const contactsKey = ['contacts'] as const;
export const contactQuery = (id: string) =>
  queryOptions({
    queryKey: [...contactsKey, 'one', id],
    queryFn: ({ signal }) => call(api.getContact, { params: { id } }, signal),
  });

/** By part of a name or number. */
export const contactSearchQuery = (q: string) =>
  queryOptions({
    queryKey: [...contactsKey, 'search', q],
    queryFn: ({ signal }) => call(api.listContacts, { query: { q: q || undefined, limit: 8 } }, signal),
  });
