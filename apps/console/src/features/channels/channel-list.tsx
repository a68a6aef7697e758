import type { Channel } from '#libs/contracts';
import { IconPlugConnected } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { t } from '../../text/t.ts';
import { channelsQuery } from '../../api/queries.ts';
import { LineSkeletons } from '../../ui/line-skeletons.tsx';
import { Panel } from '../../ui/page.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { ChannelCard } from './channel-card.tsx';
import css from './channel-list.module.css';

/** `more`: what is shown below a channel. */
export function ChannelList({ more }: { more: (channel: Channel) => ReactNode }) {
  const query = useQuery(channelsQuery);
  return (
    <Panel>
      {query.isPending && <LineSkeletons label={t('Loading channels')} />}
      {query.isError && !query.data && (
        <ErrorState title={t('The channels didn’t load')} error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data?.length === 0 && (
        <EmptyState icon={<IconPlugConnected size={26} />} title={t('No channel is set up')}>
          {t('Without a channel nothing can be offered to callers. An administrator adds the first one.')}
        </EmptyState>
      )}
      {query.data && query.data.length > 0 && (
        <ul className={css.list}>
          {query.data.map((channel) => (
            <ChannelCard key={channel.id} channel={channel}>
              {more(channel)}
            </ChannelCard>
          ))}
        </ul>
      )}
    </Panel>
  );
}
