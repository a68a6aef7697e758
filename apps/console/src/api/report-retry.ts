import { ProblemError } from './client.ts';

/** A report that took too long would take as long again. */
export const retryReport = (failures: number, error: unknown): boolean =>
  failures < 2 && (!(error instanceof ProblemError) || (error.outcomeUnknown && error.code !== 'report-too-long'));
