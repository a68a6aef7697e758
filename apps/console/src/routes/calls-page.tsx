import { RecentCalls } from '../features/calls/recent-calls.tsx';
import { Page } from '../ui/page.tsx';
import { usePageTitle } from '../ui/page-title.ts';

export function CallsPage() {
  usePageTitle('Calls');
  return (
    <Page title="Calls" lead="Newest first: what was decided, why, and how it went on.">
      <RecentCalls />
    </Page>
  );
}
