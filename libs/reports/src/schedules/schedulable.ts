import type { ReportCohort } from '#libs/contracts';
import type { z } from 'zod';
import type { periodBefore } from './due-times.js';
import type { ScheduleRow } from './schedules.service.js';

/** A report as its address answers it. */
export interface DrawnReport {
  cohort: z.infer<typeof ReportCohort>;
}

/** Its lines, or those of one of its tables. */
export interface ReportFile {
  table: string | null;
  csv: string;
}

/** What is drawn up: filter and groups of a schedule, and the period that is over. */
export type Due = Pick<ScheduleRow, 'filter' | 'groupBy'> & { period: ReturnType<typeof periodBefore> };

/** A line of a mail: its cells, and the same in words. */
export interface ReadRow {
  cells: string[];
  text: string;
}

/** A table as people read it. */
export interface ReadTable {
  title: string | null;
  columns: string[];
  rows: ReadRow[];
  /** How many rows more are in the file alone. */
  more: number;
}

export interface Reading {
  title: string;
  tables: ReadTable[];
  notes: string[];
}

/** What a report puts into a delivery, and all in which one differs from another there. */
export interface Schedulable<R extends DrawnReport = DrawnReport> {
  draw(due: Due): Promise<{ report: R; files: ReportFile[]; search: Record<string, string> }>;
  read(report: R, language: string): Reading;
}
