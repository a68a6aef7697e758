import { IconLock } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { useMe } from '../api/queries.ts';
import { t } from '../text/t.ts';
import { usePageTitle } from '../ui/page-title.ts';
import { EmptyState } from '../ui/states.tsx';
import { reportsFor } from './reports-pages.ts';

/** One report; at `/reports` itself the first. */
export function ReportsPage() {
  const { page } = useParams({ strict: false });
  const pages = reportsFor(useMe().role);
  const shown = page === undefined ? pages[0] : pages.find(({ path }) => path === page);
  usePageTitle(shown?.label ?? t('Reports'));
  if (!shown) {
    return (
      <EmptyState icon={<IconLock size={26} />} title={t('There is no such report')} wholePage>
        {t('Reports are for supervisors and administrators. Ask one of them, or choose one from the list.')}
      </EmptyState>
    );
  }
  const { component: Shown } = shown;
  return <Shown />;
}
