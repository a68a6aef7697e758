import { ChannelList } from '../features/channels/channel-list.tsx';
import { Page } from '../ui/page.tsx';
import { usePageTitle } from '../ui/page-title.ts';

export function ChannelsPage() {
  usePageTitle('Channels');
  return (
    <Page title="Channels" lead="The configured senders and how they are.">
      <ChannelList />
    </Page>
  );
}
