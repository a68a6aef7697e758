import { reportRoutes, type ReportGrouping } from '#libs/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import { retryReport } from '../../api/report-retry.ts';
import type { ReportSearch } from '../../api/report-search.ts';
import { dimensionNames } from '../../ui/report/group-words.ts';
import { type Period, periodBefore } from '../../ui/report/period.ts';

/** The episodes that are asked about: report, drill-down and CSV name them alike. */
export interface Cohort extends Period {
  asOf?: string;
}

export function cohortOf(search: ReportSearch, { from, to, asOf }: Period & { asOf?: string }): Cohort {
  const filter = Object.fromEntries(
    dimensionNames.flatMap((name) => (search[name] === undefined ? [] : [[name, search[name]]])),
  );
  return { from, to, ...(asOf && { asOf }), ...filter };
}

export const channelShiftQuery = (cohort: Cohort, groupBy: readonly ReportGrouping[] = [], compare = false) => {
  const before = periodBefore(cohort);
  const query = {
    ...cohort,
    ...(groupBy.length > 0 && { groupBy: [...groupBy] }),
    ...(compare && { compareFrom: before.from, compareTo: before.to }),
  };
  return queryOptions({
    queryKey: ['reports', 'channel-shift', query],
    queryFn: ({ signal }) => call(reportRoutes.channelShift, { query }, signal),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry: retryReport,
  });
};
