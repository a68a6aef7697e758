import type { ThreadSummary, ThreadView } from '#libs/contracts';
import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { watch } from '../../api/connection.ts';
import { countsQuery, threadsQuery, useMe } from '../../api/queries.ts';
import { ask, socket } from '../../api/socket.ts';
import type { ThreadPage } from '../../api/thread-list.ts';
import { freshest, learn } from '../../api/thread-summaries.ts';

/** Keeps one view's list and everybody's counts live, from every screen: the badge in the navigation counts too.
 * `also`: views of which changes are heard as well (always the same array, or it watches anew). */
export function useInboxLive(view: ThreadView, also: readonly ThreadView[]): void {
  const client = useQueryClient();
  const me = useMe().id;

  useEffect(() => {
    const onUpdated = (summary: ThreadSummary) => learn(client, summary, me);
    socket.on('thread.updated', onUpdated);
    return () => void socket.off('thread.updated', onUpdated);
  }, [client, me]);

  useEffect(
    () =>
      watch('inbox', async () => {
        const { items, nextCursor, counts } = await ask('inbox:watch', {
          view,
          also: also.filter((other) => other !== view),
        });
        const { queryKey } = threadsQuery({ view, status: 'open', q: '' });
        const first = { items: items.map(freshest), nextCursor };
        client.setQueryData<InfiniteData<ThreadPage, string | null>>(queryKey, (data) =>
          !data || data.pages.length === 1 ? { pages: [first], pageParams: [null] } : data,
        );
        client.setQueryData(countsQuery.queryKey, counts);
        // Whatever else is loaded (further pages, searches, other views, the open thread) may have missed something too.
        await client.invalidateQueries({
          predicate: ({ queryKey: [root, kind], state }) =>
            (root === 'thread' || (root === 'threads' && kind === 'list')) && state.dataUpdatedAt < Date.now() - 1_000,
        });
      }),
    [client, view, also],
  );
}
