import { reportCostRoutes, reportScheduleRoutes, reportTargetRoutes } from '#libs/contracts';
import { queryOptions } from '@tanstack/react-query';
import { call } from './client.ts';

/** What supervisors enter for reports: prices, targets, and which are sent by themselves. */
export const costsQuery = queryOptions({
  queryKey: ['report-costs'],
  queryFn: ({ signal }) => call(reportCostRoutes.listCosts, {}, signal),
});

export const targetsQuery = queryOptions({
  queryKey: ['report-targets'],
  queryFn: ({ signal }) => call(reportTargetRoutes.listTargets, {}, signal),
});

/** Days are looked at once each: minutes matter little. */
export const targetAlertsQuery = queryOptions({
  queryKey: ['report-alerts'],
  staleTime: 60_000,
  refetchInterval: 5 * 60_000,
  queryFn: async ({ signal }) => (await call(reportTargetRoutes.listTargetAlerts, {}, signal)).items,
});

export const schedulesQuery = queryOptions({
  queryKey: ['report-schedules'],
  refetchInterval: 5_000,
  queryFn: ({ signal }) => call(reportScheduleRoutes.listReportSchedules, {}, signal),
});

export const smtpQuery = queryOptions({
  queryKey: ['report-smtp'],
  queryFn: async ({ signal }) => (await call(reportScheduleRoutes.getSmtp, {}, signal)).settings,
});
