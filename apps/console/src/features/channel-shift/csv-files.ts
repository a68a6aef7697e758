import { channelShiftRoutes, type ReportGrouping } from '#libs/contracts';
import { urlOf } from '../../api/client.ts';
import { t } from '../../text/t.ts';
import type { Cohort } from './report-query.ts';

/** The same report to take away. */
export function csvFiles(cohort: Cohort, groupBy: readonly ReportGrouping[]) {
  const { path } = channelShiftRoutes.channelShiftCsv;
  const groups = groupBy.length > 0 && { groupBy: groupBy.join(',') };
  return [
    {
      title: t('These numbers and their groups'),
      href: urlOf(path, { query: { ...cohort, of: 'summary', ...groups } }),
    },
    { title: t('A line for each episode'), href: urlOf(path, { query: { ...cohort, of: 'episodes' } }) },
  ];
}
