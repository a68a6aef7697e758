import { api } from '#libs/contracts';
import { Button } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import { LineSkeletons } from '../../ui/line-skeletons.tsx';
import { Panel } from '../../ui/page.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import css from './quarantine.module.css';
import { QuarantinedEvent } from './quarantined-event.tsx';

/** What providers sent and the hub could not understand: nothing is thrown away, everything can be tried again. */
export function Quarantine() {
  const query = useInfiniteQuery({
    queryKey: ['webhook-events', 'quarantined'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      call(
        api.listWebhookEvents,
        { query: { status: 'quarantined', limit: 25, cursor: pageParam ?? undefined } },
        signal,
      ),
    getNextPageParam: (page) => page.nextCursor,
  });
  const events = query.data?.pages.flatMap((p) => p.items) ?? [];
  return (
    <Panel>
      {query.isPending && <LineSkeletons label="Loading webhook events" />}
      {query.isError && !query.data && (
        <ErrorState title="The journal didn’t load" error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data && events.length === 0 && (
        <EmptyState icon={<IconShieldCheck size={26} />} title="Nothing in quarantine">
          Everything the providers sent was understood and applied.
        </EmptyState>
      )}
      {events.length > 0 && (
        <ul className={css.list}>
          {events.map((event) => (
            <QuarantinedEvent key={event.id} event={event} />
          ))}
        </ul>
      )}
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
