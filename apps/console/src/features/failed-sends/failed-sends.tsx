import { api, type SendState } from '#libs/contracts';
import { Button, SegmentedControl } from '@mantine/core';
import { IconMessageCheck } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import { LineSkeletons } from '../../ui/line-skeletons.tsx';
import { Panel } from '../../ui/page.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { FailedSendRow } from './failed-send-row.tsx';
import css from './failed-sends.module.css';

type Choice = 'all' | SendState;
const choices: { value: Choice; label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'failed', label: 'Failed' },
  { value: 'unknown', label: 'Not confirmed' },
];

/** Everything that did not reach its customer, or of which nobody knows; each until somebody decides. */
export function FailedSends() {
  const [choice, setChoice] = useState<Choice>('all');
  const state = choice === 'all' ? undefined : choice;
  const query = useInfiniteQuery({
    queryKey: ['sends', 'list', choice],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      call(api.listSends, { query: { state, limit: 25, cursor: pageParam ?? undefined } }, signal),
    getNextPageParam: (page) => page.nextCursor,
  });
  const sends = query.data?.pages.flatMap((p) => p.items) ?? [];
  return (
    <Panel>
      <div className={css.choice}>
        <SegmentedControl
          aria-label="Which sends"
          data={choices}
          value={choice}
          onChange={(value) => setChoice(value as Choice)}
        />
      </div>
      {query.isPending && <LineSkeletons label="Loading failed sends" />}
      {query.isError && !query.data && (
        <ErrorState title="The failed sends didn’t load" error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data && sends.length === 0 && (
        <EmptyState icon={<IconMessageCheck size={26} />} title="Nothing to decide">
          Every message has left, or somebody has decided about it.
        </EmptyState>
      )}
      {sends.length > 0 && (
        <ul className={css.list}>
          {sends.map((send) => (
            <FailedSendRow key={send.id} send={send} />
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
