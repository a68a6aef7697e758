import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { channelsQuery } from '../../api/queries.ts';
import { t } from '../../text/t.ts';
import { later } from '../../ui/later.ts';

const UnwellChannels = later(async () => (await import('./unwell-channels.tsx')).UnwellChannels);

/** Tells whom it hurts that a channel is unwell. Always there, so that a screen reader hears politely of what comes. */
export function ChannelBanner() {
  const { data: channels = [] } = useQuery(channelsQuery);
  const unwell = channels.some(({ health }) => health !== 'healthy');
  return (
    <div role="status" aria-label={t('Channels')}>
      <Suspense>{unwell && <UnwellChannels channels={channels} />}</Suspense>
    </div>
  );
}
