import type { ReportName, TargetAlert } from '#libs/contracts';
import type { DrawnReport, ReportFile } from './schedulable.js';

/** What a run sends: made once, so that every try and every destination has the same numbers. */
export interface Content {
  scheduleId: string;
  name: string;
  dueAt: string;
  /** Which report it is. */
  reportName: ReportName;
  /** The report's page with its period and filters. */
  link: string;
  report: DrawnReport;
  files: ReportFile[];
  /** Days found since the last time that missed a target. */
  alerts: TargetAlert[];
}

/** Such as `first-response-responses-2026-03-01-schedule-7`: what a file is called that holds it, or one of its tables. */
export function fileNameOf({ scheduleId, reportName, report: { cohort } }: Content, table: string | null): string {
  const day = new Date(cohort.from).toLocaleDateString('en-CA', { timeZone: cohort.timeZone });
  return [reportName, table, day, 'schedule', scheduleId].filter((part) => part !== null).join('-');
}
