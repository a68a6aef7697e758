import { api } from '#libs/contracts';
import { Button, SegmentedControl } from '@mantine/core';
import { IconShieldCheck, IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import { LineSkeletons } from '../../ui/line-skeletons.tsx';
import { Panel } from '../../ui/page.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import css from './quarantine.module.css';
import { QuarantinedEvent } from './quarantined-event.tsx';

type Status = 'quarantined' | 'discarded';
const statuses: { value: Status; label: string }[] = [
  { value: 'quarantined', label: 'In quarantine' },
  { value: 'discarded', label: 'Discarded' },
];

/** What providers sent and the hub could not understand: nothing is thrown away, everything can be tried again. */
export function Quarantine() {
  const [status, setStatus] = useState<Status>('quarantined');
  const query = useInfiniteQuery({
    queryKey: ['webhook-events', 'list', status],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      call(api.listWebhookEvents, { query: { status, limit: 25, cursor: pageParam ?? undefined } }, signal),
    getNextPageParam: (page) => page.nextCursor,
  });
  const events = query.data?.pages.flatMap((p) => p.items) ?? [];
  return (
    <Panel>
      <div className={css.choice}>
        <SegmentedControl
          aria-label="Which events"
          data={statuses}
          value={status}
          onChange={(value) => setStatus(value as Status)}
        />
      </div>
      {query.isPending && <LineSkeletons label="Loading webhook events" />}
      {query.isError && !query.data && (
        <ErrorState title="The journal didn’t load" error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data && events.length === 0 && status === 'discarded' && (
        <EmptyState icon={<IconTrash size={26} />} title="Nothing was discarded" />
      )}
      {query.data && events.length === 0 && status === 'quarantined' && (
        <EmptyState icon={<IconShieldCheck size={26} />} title="Nothing in quarantine">
          Whatever the providers sent was understood and applied, or discarded by an administrator.
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
