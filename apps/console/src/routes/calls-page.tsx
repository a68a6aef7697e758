import { t } from '../text/t.ts';
import { RecentCalls } from '../features/calls/recent-calls.tsx';
import { Page } from '../ui/page.tsx';
import { usePageTitle } from '../ui/page-title.ts';

export function CallsPage() {
  usePageTitle(t('Calls'));
  return (
    <Page title={t('Calls')} lead={t('Newest first: what was decided, why, and how it went on.')}>
      <RecentCalls />
    </Page>
  );
}
