import { z } from 'zod';
import { ReportedItems } from './report-calls.js';
import { ReportCohort, reportFilter, reportPeriod, reportProblems } from './reports.js';
import { pageQuery, route, supervisors, Time } from './route.js';

/** What stands in a column, and so how it is read. What is null is not known, or has nothing to be a share of. */
const kinds = {
  /** What tells a row from the others: a word, a date, an id. */
  key: z.string().nullable(),
  /** The same, where it is money. */
  fee: z.number().nullable(),
  /** More about the row. */
  text: z.string().nullable(),
  /** Opens: into the calls and threads that it counts. */
  count: z.number().int(),
  /** From 0 to 1. */
  share: z.number().nullable(),
  seconds: z.number().nullable(),
  number: z.number().nullable(),
  money: z.number().nullable(),
};
export type ReportColumn = keyof typeof kinds;
export type Columns = Readonly<Record<string, ReportColumn>>;
export type Tables = Readonly<Record<string, Columns>>;
export type RowsOf<T extends Tables> = {
  -readonly [N in keyof T]: { -readonly [C in keyof T[N]]: z.infer<(typeof kinds)[T[N][C]]> }[];
};

/** `asOf`: as the report would have read then. The empty text means those without one. */
export const reportTablesQuery = reportPeriod.extend(
  reportFilter.pick({ queue: true, intent: true, channel: true }).shape,
);

const columnsOf = (columns: Columns, ...wanted: ReportColumn[]) =>
  Object.keys(columns).filter((name) => wanted.includes(columns[name]!));
/** The columns that say which row it is, and those whose numbers open. */
export const keysOf = (columns: Columns): string[] => columnsOf(columns, 'key', 'fee');
export const countsOf = (columns: Columns): string[] => columnsOf(columns, 'count');
/** A key as a parameter; left out where the row has none. */
export const keyParam = (key: string) => `row.${key}`;

const rowsOf = (columns: Columns) =>
  z.array(z.object(Object.fromEntries(Object.entries(columns).map(([name, kind]) => [name, kinds[kind]]))));

/**
 * A report of tables, described once: the API, its CSV, a table a file, the calls and threads behind each of its counts, and the
 * console's page follow from it.
 */
export function tablesReport<const N extends string, const T extends Tables>(name: N, summary: string, tables: T) {
  const shape = Object.fromEntries(Object.entries(tables).map(([table, columns]) => [table, rowsOf(columns)]));
  const names = Object.keys(tables) as (keyof T & string)[];
  const ofTable = reportTablesQuery.extend({ table: z.enum(names).default(names[0]! as never) });
  const keys = Object.values(tables).flatMap((columns) =>
    keysOf(columns).map((key) => [
      keyParam(key),
      (columns[key] === 'fee' ? z.coerce.number() : z.string().max(200)).optional(),
    ]),
  );
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
      query: ofTable,
      response: z.unknown(),
    }),
    calls: route({
      ...shared,
      path: `/reports/${name}/calls`,
      summary: `${summary}: the calls and threads behind one count, each with why it is there`,
      query: ofTable.extend({
        /** A column of counts. */
        column: z.string().max(60),
        /** `excluded`: those that the number is a part of and does not count. */
        part: z.enum(['counted', 'excluded']).default('counted'),
        ...pageQuery.shape,
        // Which row it stands in, by its keys.
        ...(Object.fromEntries(keys) as object),
      }),
      response: ReportedItems,
      problems: [...reportProblems, 'unknown-count', 'invalid-cursor'],
    }),
  };
}
export type TablesReport<T extends Tables = Tables> = ReturnType<typeof tablesReport<string, T>>;
/** What such a report is answered as. */
export type TablesAnswer = z.infer<TablesReport['show']['response']>;
