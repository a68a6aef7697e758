import { t } from '../text/t.ts';
import { useMe } from '../api/queries.ts';
import { ChannelList } from '../features/channels/channel-list.tsx';
import { ChannelTemplatesPanel } from '../features/templates/channel-templates.tsx';
import { Page } from '../ui/page.tsx';
import { usePageTitle } from '../ui/page-title.ts';

export function ChannelsPage() {
  const admin = useMe().role === 'admin';
  usePageTitle(t('Channels'));
  return (
    <Page
      title={t('Channels')}
      lead={t('The configured senders, how they are, and what to do about it. Each is checked twice a minute.')}
    >
      <ChannelList
        more={(channel) => admin && channel.kind === 'whatsapp' && <ChannelTemplatesPanel channel={channel} />}
      />
    </Page>
  );
}
