import type { ChannelShiftReport, TargetAlert } from '#libs/contracts';

/** What a run sends: made once, so that every try and every destination has the same numbers. */
export interface Content {
  scheduleId: string;
  name: string;
  dueAt: string;
  /** The report's page with its period and filters. */
  link: string;
  report: ChannelShiftReport;
  csv: string;
  /** Days found since the last time that missed a target. */
  alerts: TargetAlert[];
}

/** Such as `channel-shift-2026-03-01-schedule-7`: what a file is called that holds it. */
export const fileNameOf = ({ scheduleId, report: { cohort } }: Content): string =>
  `channel-shift-${new Date(cohort.from).toLocaleDateString('en-CA', { timeZone: cohort.timeZone })}-schedule-${scheduleId}`;
