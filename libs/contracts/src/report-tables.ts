import { z } from 'zod';
import { ReportCohort, reportFilter, reportPeriod, reportProblems } from './reports.js';
import { route, supervisors, Time } from './route.js';

/** What stands in a column, and so how it is read. What is null is not known, or has nothing to be a share of. */
const kinds = {
  /** A word, a name or a date: what the row is about. */
  text: z.string().nullable(),
  count: z.number().int(),
  /** From 0 to 1. */
  share: z.number().nullable(),
  seconds: z.number().nullable(),
  number: z.number().nullable(),
  money: z.number().nullable(),
};
export type ReportColumn = keyof typeof kinds;
type Columns = Readonly<Record<string, ReportColumn>>;
type Tables = Readonly<Record<string, Columns>>;
export type RowsOf<T extends Tables> = {
  -readonly [N in keyof T]: { -readonly [C in keyof T[N]]: z.infer<(typeof kinds)[T[N][C]]> }[];
};

/** `asOf`: as the report would have read then. The empty text means those without one. */
export const reportTablesQuery = reportPeriod.extend(
  reportFilter.pick({ queue: true, intent: true, channel: true }).shape,
);

const rowsOf = (columns: Columns) =>
  z.array(z.object(Object.fromEntries(Object.entries(columns).map(([name, kind]) => [name, kinds[kind]]))));

/** A report of tables, described once: the API, its CSV, a table a file, and the console's page follow from it. */
export function tablesReport<const N extends string, const T extends Tables>(name: N, summary: string, tables: T) {
  const shape = Object.fromEntries(Object.entries(tables).map(([table, columns]) => [table, rowsOf(columns)]));
  const names = Object.keys(tables) as (keyof T & string)[];
  const shared = { method: 'GET', access: supervisors, problems: reportProblems } as const;
  return {
    name,
    tables,
    show: route({
      ...shared,
      path: `/reports/${name}`,
      summary,
      query: reportTablesQuery,
      response: z.object({
        cohort: ReportCohort,
        asOf: Time,
        tables: z.object(shape) as unknown as z.ZodType<RowsOf<T>, RowsOf<T>>,
      }),
    }),
    csv: route({
      ...shared,
      path: `/reports/${name}.csv`,
      summary: `${summary}: one of its tables as CSV`,
      query: reportTablesQuery.extend({ table: z.enum(names).default(names[0]! as never) }),
      response: z.unknown(),
    }),
  };
}
export type TablesReport<T extends Tables = Tables> = ReturnType<typeof tablesReport<string, T>>;
/** What such a report is answered as. */
export type TablesAnswer = z.infer<TablesReport['show']['response']>;
