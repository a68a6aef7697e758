import { t } from '../../text/t.ts';
import { Page } from '../../ui/page.tsx';

export function NotificationsPage() {
  return (
    <Page title={t('Notifications')} lead={t('What tells you that something has happened, on this device.')}>
      {null}
    </Page>
  );
}
