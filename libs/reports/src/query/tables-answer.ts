import type { RowsOf, TablesAnswer, TablesReport } from '#libs/contracts';
import { csvLine } from '#libs/platform';
import type { Counted } from './counts.js';
import type { Scope } from './scope.service.js';

/** What draws up the tables of a report, and knows what their numbers count. */
export interface Tables<D extends TablesReport> {
  tables(scope: Scope): Promise<RowsOf<D['tables']>>;
  readonly behind: Counted<D['tables']>;
  /** What statements name beside the scope. */
  values?(scope: Scope): Promise<Record<string, unknown>>;
}

/** A report of tables as its address answers it. */
export async function answerOf(drawn: Tables<TablesReport>, scope: Scope): Promise<TablesAnswer> {
  const { from, to, timeZone, asOf } = scope;
  const cohort = { from: from.toISOString(), to: to.toISOString(), timeZone };
  return { cohort, asOf: asOf.toISOString(), tables: await drawn.tables(scope) };
}

/** One of its tables as CSV. */
export function tableCsv(
  { tables }: TablesReport,
  table: string,
  rows: RowsOf<TablesReport['tables']>[string],
): string {
  const columns = Object.keys(tables[table]!);
  const named = columns.map((name) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  return [named, ...rows.map((row) => columns.map((name) => row[name] ?? null))].map(csvLine).join('');
}
