import type { Columns } from '#libs/contracts';
import { t } from '../../text/t.ts';
import type { ChartTable } from '../../ui/charts/chart-table.ts';
import { groupingWords, inSentence } from '../../ui/report/group-words.ts';
import { cellWords, type Row } from './cell-words.ts';
import { columnName } from './column-words.ts';
import { Count } from './count.tsx';
import { rowName, unseen } from './row-name.ts';

/** One table of the page. */
export interface Section {
  /** By what its rows are grouped, where a table has rows of several groupings. */
  by: string | null;
  rows: readonly Row[];
  table: ChartTable;
}

/** A table for each grouping, the row of all first; one where there are none. */
export function sectionsOf(table: string, columns: Columns, rows: readonly Row[]): Section[] {
  if (!('by' in columns)) return [{ by: null, rows, table: tableOf(table, columns, rows) }];
  const all = rows.filter((row) => row.by === 'all');
  const names = [...new Set(rows.map((row) => String(row.by)))].filter((name) => name !== 'all');
  return names.map((by) => {
    const own = rows.filter((row) => row.by === by);
    return { by, rows: own, table: tableOf(table, columns, [...all, ...own], by) };
  });
}

/** "by queue", after the title of its table. */
export const groupTitle = (by: string): string =>
  by === 'disposition'
    ? t('by how they ended')
    : t('by {{groups}}', { groups: inSentence(groupingWords[by as 'queue'] ?? columnName(by)) });

function tableOf(table: string, columns: Columns, rows: readonly Row[], by?: string): ChartTable {
  const seen = Object.entries(columns).filter(([column]) => !unseen.includes(column));
  const cell = (column: string, kind: Columns[string], row: Row) => {
    const words = cellWords(column, kind, row);
    const shown =
      kind === 'count' ? <Count table={table} column={column} row={row} columns={columns} words={words} /> : words;
    return { value: row[column] ?? null, shown };
  };
  return {
    columns: [...(by === undefined ? [] : [columnName(by)]), ...seen.map(([column]) => columnName(column))],
    rows: rows.map((row) => [
      ...(by === undefined ? [] : [{ value: row.value ?? null, shown: rowName(columns, row) }]),
      ...seen.map(([column, kind]) => cell(column, kind, row)),
    ]),
  };
}
