import type { ReportColumn } from '#libs/contracts';
import { t } from '../../text/t.ts';
import type { ChartTable } from '../../ui/charts/chart-table.ts';
import { groupingWords, inSentence } from '../../ui/report/group-words.ts';
import { cellWords, type Row } from './cell-words.ts';
import { columnName } from './column-words.ts';

type Columns = Readonly<Record<string, ReportColumn>>;

/** One table of the page. */
export interface Section {
  /** By what its rows are grouped, where a table has rows of several groupings. */
  by: string | null;
  rows: readonly Row[];
  table: ChartTable;
}

/** Ids are for programs, and a currency stands with its money. */
const unseen = ['by', 'value', 'channelId', 'userId', 'currency'];

/** A table for each grouping, the row of all first; one where there are none. */
export function sectionsOf(columns: Columns, rows: readonly Row[]): Section[] {
  if (!('by' in columns)) return [{ by: null, rows, table: tableOf(columns, rows) }];
  const all = rows.filter((row) => row.by === 'all');
  const names = [...new Set(rows.map((row) => String(row.by)))].filter((name) => name !== 'all');
  return names.map((by) => {
    const own = rows.filter((row) => row.by === by);
    return { by, rows: own, table: tableOf(columns, [...all, ...own], by) };
  });
}

/** "by queue", after the title of its table. */
export const groupTitle = (by: string): string =>
  by === 'disposition'
    ? t('by how they ended')
    : t('by {{groups}}', { groups: inSentence(groupingWords[by as 'queue'] ?? columnName(by)) });

function tableOf(columns: Columns, rows: readonly Row[], by?: string): ChartTable {
  const seen = Object.entries(columns).filter(([column]) => !unseen.includes(column));
  const head = (row: Row) =>
    row.by === 'all' ? t('All') : cellWords(by!, 'text', { ...row, [by!]: row.value ?? null });
  return {
    columns: [...(by === undefined ? [] : [columnName(by)]), ...seen.map(([column]) => columnName(column))],
    rows: rows.map((row) => [
      ...(by === undefined ? [] : [{ value: row.value ?? null, shown: head(row) }]),
      ...seen.map(([column, kind]) => ({ value: row[column] ?? null, shown: cellWords(column, kind, row) })),
    ]),
  };
}
