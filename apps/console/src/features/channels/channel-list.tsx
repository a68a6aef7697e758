import { api, type Channel } from '#libs/contracts';
import { IconPlugConnected } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../api/client.ts';
import { channelWords, humanize } from '../../text/words.ts';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import { Chip } from '../../ui/chip.tsx';
import { LineSkeletons } from '../../ui/line-skeletons.tsx';
import { Panel } from '../../ui/page.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import css from './channel-list.module.css';

function Item({ channel, children }: { channel: Channel; children: ReactNode }) {
  const { kind, name, address, provider, health, healthReason, notOffered } = channel;
  const well = health === 'healthy';
  return (
    <li className={css.item}>
      <div className={css.line}>
        <span className={css.icon}>
          <ChannelIcon kind={kind} size={22} />
        </span>
        <div className={css.body}>
          <strong>{name}</strong>
          <span className="tabular">
            {address} · {channelWords[kind]} by {humanize(provider)}
          </span>
          {!well && (
            <span className={css.reason}>{healthReason ? humanize(healthReason) : 'No reason was given.'}</span>
          )}
          {well && notOffered && <span className={css.reason}>Not offered to callers. {notOffered}</span>}
        </div>
        <Chip tone={well ? 'good' : 'bad'}>{well ? 'Healthy' : 'Unhealthy'}</Chip>
      </div>
      {children}
    </li>
  );
}

/** `more`: what is shown below a channel. */
export function ChannelList({ more }: { more: (channel: Channel) => ReactNode }) {
  const query = useQuery({
    queryKey: ['channels'],
    refetchInterval: 20_000,
    queryFn: async ({ signal }) => (await call(api.listChannels, {}, signal)).items,
  });
  return (
    <Panel>
      {query.isPending && <LineSkeletons label="Loading channels" />}
      {query.isError && !query.data && (
        <ErrorState title="The channels didn’t load" error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data?.length === 0 && (
        <EmptyState icon={<IconPlugConnected size={26} />} title="No channel is set up">
          Without a channel nothing can be offered to callers. An administrator adds the first one.
        </EmptyState>
      )}
      {query.data && query.data.length > 0 && (
        <ul className={css.list}>
          {query.data.map((channel) => (
            <Item key={channel.id} channel={channel}>
              {more(channel)}
            </Item>
          ))}
        </ul>
      )}
    </Panel>
  );
}
