import { FailedSends } from '../features/failed-sends/failed-sends.tsx';
import { Page } from '../ui/page.tsx';
import { usePageTitle } from '../ui/page-title.ts';

export function FailedSendsPage() {
  usePageTitle('Failed sends');
  return (
    <Page
      title="Failed sends"
      lead="Messages that did not reach their customer, and those of which nobody knows. Send them again, or by the other channel."
    >
      <FailedSends />
    </Page>
  );
}
