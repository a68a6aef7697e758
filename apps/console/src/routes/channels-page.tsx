import { ChannelList } from '../features/channels/channel-list.tsx';
import { Page } from '../ui/page.tsx';
import { usePageTitle } from '../ui/page-title.ts';

export function ChannelsPage() {
  usePageTitle('Channels');
  return (
    <Page
      title="Channels"
      lead="The configured senders, how they are, and what to do about it. Each is checked twice a minute."
    >
      <ChannelList />
    </Page>
  );
}
