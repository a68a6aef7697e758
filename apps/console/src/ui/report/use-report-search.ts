import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import type { ReportSearch } from '../../api/report-search.ts';
import { workSettingsQuery } from '../../api/queries.ts';
import { useNow } from '../../text/now.ts';
import { type Period, momentOf, periodOf } from './period.ts';

const route = getRouteApi('/signed-in/reports');

/** What the address asks of a report, and how to ask for something else. */
export function useReportSearch() {
  const search: ReportSearch = route.useSearch();
  const navigate = useNavigate();
  const change = (next: ReportSearch, { replace = true } = {}) =>
    void navigate({ to: '.', replace, search: { ...search, ...next } });
  return { search, change };
}

/** The period and the moment a report is drawn up for, by the workspace's clocks; null until these are known. */
export function useReportPeriod(search: ReportSearch): (Period & { timeZone: string; asOf?: string }) | null {
  const { data } = useQuery(workSettingsQuery);
  const now = useNow();
  if (!data) return null;
  const { timeZone } = data.calendar;
  const asOf = search.asOf && momentOf(search.asOf, timeZone);
  return { ...periodOf(search, timeZone, now), timeZone, ...(asOf && { asOf }) };
}
