import { IconInbox, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { threadsQuery } from '../../api/queries.ts';
import { rowsOf, type ThreadFilter } from '../../api/thread-list.ts';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { InboxFilter } from './inbox-filter.tsx';
import css from './inbox.module.css';
import { RowSkeletons } from './row-skeletons.tsx';
import { ThreadRow } from './thread-row.tsx';
import { useInboxKeys } from './use-inbox-keys.ts';

interface Props {
  filter: ThreadFilter;
  openId: string | undefined;
  onFilter: (change: Partial<ThreadFilter>) => void;
}

const nothing = {
  mine: ['Nothing assigned to you', 'Threads you take, or are given, show here.'],
  unassigned: ['Nobody is waiting', 'New conversations appear here by themselves.'],
  team: ['Nothing for your teams', 'Threads that your teams look after show here.'],
  all: ['No conversations yet', 'As soon as a caller accepts a message, the thread appears here.'],
} as const;

function Nothing({ filter: { q, status, view } }: { filter: ThreadFilter }) {
  if (q) {
    return (
      <EmptyState icon={<IconSearch size={26} />} title="No match">
        Nobody in this view is called “{q}” or has that number.
      </EmptyState>
    );
  }
  const [title, text] =
    status === 'open' ? nothing[view] : ['Nothing resolved here', 'Resolved threads are kept in this list.'];
  return (
    <EmptyState icon={<IconInbox size={26} />} title={title}>
      {text}
    </EmptyState>
  );
}

export function Inbox({ filter, openId, onFilter }: Props) {
  const query = useInfiniteQuery(threadsQuery(filter));
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = query;
  const rows = useMemo(() => rowsOf(query.data?.pages ?? []), [query.data]);
  const scroller = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  useInboxKeys({ scroller, search, openId });

  useEffect(() => {
    const target = end.current;
    if (!target || !hasNextPage || isFetchingNextPage) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && void fetchNextPage(), {
      root: scroller.current,
      rootMargin: '300px',
    });
    observer.observe(target);
    return () => observer.disconnect();
  }, [fetchNextPage, hasNextPage, isFetchingNextPage, rows.length]);

  return (
    <section aria-label="Inbox" className={css.inbox}>
      <InboxFilter filter={filter} onFilter={onFilter} searchRef={search} />
      <div ref={scroller} className={css.scroller} aria-busy={query.isPending}>
        {query.isPending && <RowSkeletons />}
        {query.isError && !query.data && (
          <ErrorState title="The inbox didn’t load" error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.data && rows.length === 0 && !hasNextPage && <Nothing filter={filter} />}
        {rows.length > 0 && (
          <ul aria-label="Threads" className={css.list}>
            {rows.map((thread) => (
              <ThreadRow key={thread.id} thread={thread} open={thread.id === openId} />
            ))}
          </ul>
        )}
        <div ref={end}>
          {isFetchingNextPage && <RowSkeletons count={2} />}
          {hasNextPage && !isFetchingNextPage && (
            <button type="button" className={css.more} onClick={() => void fetchNextPage()}>
              Load more
            </button>
          )}
        </div>
      </div>
    </section>
  );
}
