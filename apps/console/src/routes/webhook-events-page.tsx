import { IconLock } from '@tabler/icons-react';
import { t } from '../text/t.ts';
import { useMe } from '../api/queries.ts';
import { InboxAccount } from '../features/journal/inbox-account.tsx';
import { Quarantine } from '../features/journal/quarantine.tsx';
import { Page } from '../ui/page.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import { EmptyState } from '../ui/states.tsx';

export function WebhookEventsPage() {
  const { role } = useMe();
  usePageTitle(t('Webhook events'));
  if (role !== 'admin') {
    return (
      <EmptyState icon={<IconLock size={26} />} title={t('For administrators only')} wholePage>
        {t('Webhook events hold customers’ raw messages. Ask an administrator if you need to see one.')}
      </EmptyState>
    );
  }
  return (
    <Page
      title={t('Webhook events')}
      lead={t('What could not be understood when it came. Nothing is lost: replay it after a fix, or discard it.')}
    >
      <InboxAccount />
      <Quarantine />
    </Page>
  );
}
