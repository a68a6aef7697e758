import type { Thread, ThreadSummary } from '#libs/contracts';
import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { patchPages, type ThreadFilter, type ThreadPage } from './thread-list.ts';

/** The newest summary seen of each thread, from whatever source: answers and events overtake each other. */
const newest = new Map<string, ThreadSummary>();

export function freshest(thread: ThreadSummary): ThreadSummary {
  const known = newest.get(thread.id);
  if (known && known.version > thread.version) return known;
  newest.set(thread.id, thread);
  return thread;
}

/** The newest version of a thread that was seen; 0 for none. */
export const knownVersion = (id: string): number => newest.get(id)?.version ?? 0;

export const forgetThreads = () => newest.clear();

/** Puts a summary from an event or an answer wherever that thread is shown. */
export function learn(client: QueryClient, summary: ThreadSummary, me: string): void {
  const known = newest.get(summary.id);
  if (known && known.version > summary.version) return;
  newest.set(summary.id, summary);
  for (const [key] of client.getQueriesData<InfiniteData<ThreadPage>>({ queryKey: ['threads', 'list'] })) {
    const filter = key[2] as ThreadFilter;
    client.setQueryData<InfiniteData<ThreadPage>>(key, (data) => {
      const pages = data && patchPages(data.pages, summary, filter, me);
      return data && pages !== data.pages && pages ? { ...data, pages } : data;
    });
  }
  const shown = client.getQueryData<Thread>(['thread', summary.id]);
  client.setQueryData<Thread>(['thread', summary.id], (thread) =>
    thread && thread.version < summary.version ? { ...thread, ...summary } : thread,
  );
  // The call's own story (timeline, fallback, error) is not part of a summary.
  if (shown && handoffOf(shown) !== handoffOf(summary))
    void client.invalidateQueries({ queryKey: ['thread', summary.id] });
  refreshCounts(client);
}

const handoffOf = (thread: ThreadSummary) => `${thread.handoff?.callId} ${thread.handoff?.status}`;

let counting: ReturnType<typeof setTimeout> | undefined;
function refreshCounts(client: QueryClient) {
  clearTimeout(counting);
  counting = setTimeout(() => void client.invalidateQueries({ queryKey: ['threads', 'counts'] }), 400);
}
