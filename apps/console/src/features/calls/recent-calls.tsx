import { api } from '#libs/contracts';
import { Button } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import { LineSkeletons } from '../../ui/line-skeletons.tsx';
import { Panel } from '../../ui/page.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { CallsTable } from './calls-table.tsx';
import css from './recent-calls.module.css';

export function RecentCalls() {
  const query = useInfiniteQuery({
    queryKey: ['calls'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      call(api.listCalls, { query: { limit: 30, cursor: pageParam ?? undefined } }, signal),
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: 15_000,
  });
  const calls = query.data?.pages.flatMap((p) => p.items) ?? [];
  return (
    <Panel>
      {query.isPending && <LineSkeletons label="Loading calls" />}
      {query.isError && !query.data && (
        <ErrorState title="The calls didn’t load" error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data && calls.length === 0 && (
        <EmptyState icon={<IconPhone size={26} />} title="No calls yet">
          Every call that is announced to Shiftline shows here, with what was decided and why.
        </EmptyState>
      )}
      {calls.length > 0 && <CallsTable calls={calls} />}
      {query.hasNextPage && (
        <div className={css.more}>
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Load more
          </Button>
        </div>
      )}
    </Panel>
  );
}
