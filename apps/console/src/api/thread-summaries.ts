import type { Thread, ThreadFacets, ThreadSummary } from '#libs/contracts';
import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { patchPages, type ThreadFilter, type ThreadPage } from './thread-list.ts';

/** Who one is among teams, for the lists of a team. */
export const facetsKey = ['threads', 'facets'] as const;

/** The newest summary seen of each thread, from whatever source: answers and events overtake each other. */
const newest = new Map<string, ThreadSummary>();

export function freshest(thread: ThreadSummary): ThreadSummary {
  const known = newest.get(thread.id);
  if (known && known.version > thread.version) return known;
  newest.set(thread.id, thread);
  return thread;
}

/** Takes a thread off every screen: it is no longer this colleague's to see. */
export function lose(client: QueryClient, id: string): void {
  newest.delete(id);
  client.setQueriesData<InfiniteData<ThreadPage>>({ queryKey: ['threads', 'list'] }, (data) => {
    if (!data?.pages.some((page) => page.items.some((thread) => thread.id === id))) return data;
    const without = (page: ThreadPage) => ({ ...page, items: page.items.filter((thread) => thread.id !== id) });
    return { ...data, pages: data.pages.map(without) };
  });
  client.removeQueries({ queryKey: ['messages', id] });
  // The open page asks for it again, and hears that it is not there.
  void client.resetQueries({ queryKey: ['thread', id] });
  refreshCounts(client);
}
/** The newest version of a thread that was seen; 0 for none. */
export const knownVersion = (id: string): number => newest.get(id)?.version ?? 0;

export const forgetThreads = () => newest.clear();

/** Puts a summary from an event or an answer wherever that thread is shown. */
export function learn(client: QueryClient, summary: ThreadSummary, me: string): void {
  const known = newest.get(summary.id);
  if (known && known.version > summary.version) return;
  newest.set(summary.id, summary);
  const teams = client.getQueryData<ThreadFacets>(facetsKey)?.memberOf ?? [];
  for (const [key] of client.getQueriesData<InfiniteData<ThreadPage>>({ queryKey: ['threads', 'list'] })) {
    const filter = key[2] as ThreadFilter;
    client.setQueryData<InfiniteData<ThreadPage>>(key, (data) => {
      const pages = data && patchPages(data.pages, summary, filter, { id: me, teams });
      return data && pages !== data.pages && pages ? { ...data, pages } : data;
    });
  }
  const shown = client.getQueryData<Thread>(['thread', summary.id]);
  client.setQueryData<Thread>(['thread', summary.id], (thread) =>
    thread && thread.version < summary.version ? { ...thread, ...summary } : thread,
  );
  // It was not theirs to see, and now it is.
  if (!shown && client.getQueryState(['thread', summary.id])?.status === 'error')
    void client.invalidateQueries({ queryKey: ['thread', summary.id] });
  // The call's own story (timeline, fallback, error) is not part of a summary.
  if (shown && handoffOf(shown) !== handoffOf(summary))
    void client.invalidateQueries({ queryKey: ['thread', summary.id] });
  refreshCounts(client);
}

const handoffOf = (thread: ThreadSummary) => `${thread.handoff?.callId} ${thread.handoff?.status}`;

let counting: ReturnType<typeof setTimeout> | undefined;
function refreshCounts(client: QueryClient) {
  // Not put off by every further event: while many come the numbers go on too.
  counting ??= setTimeout(() => {
    counting = undefined;
    void client.invalidateQueries({ queryKey: ['threads', 'counts'] });
  }, 400);
}
