import { useMe } from '../api/queries.ts';
import { t } from '../text/t.ts';
import { reportsFor } from './reports-pages.ts';
import { SectionLayout } from './section-layout.tsx';

export function ReportsLayout() {
  return (
    <SectionLayout base="/reports" title={t('Reports')} back={t('All reports')} pages={reportsFor(useMe().role)} />
  );
}
