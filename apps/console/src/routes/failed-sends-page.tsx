import { t } from '../text/t.ts';
import { FailedSends } from '../features/failed-sends/failed-sends.tsx';
import { Page } from '../ui/page.tsx';
import { usePageTitle } from '../ui/page-title.ts';

export function FailedSendsPage() {
  usePageTitle(t('Failed sends'));
  return (
    <Page
      title={t('Failed sends')}
      lead={t(
        'Messages that did not reach their customer, and those of which nobody knows. Send them again, or by the other channel.',
      )}
    >
      <FailedSends />
    </Page>
  );
}
