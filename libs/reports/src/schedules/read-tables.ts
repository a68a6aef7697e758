import type { ReportColumn, RowsOf, TablesReport } from '#libs/contracts';
import { mailFormats } from './mail-formats.js';
import type { ReadRow, ReadTable } from './schedulable.js';
import { columnWords, groupedBy, tableTitle } from './words/report-words.js';
import { valueWords } from './words/value-words.js';

type Row = RowsOf<TablesReport['tables']>[string][number];
type Columns = TablesReport['tables'][string];

/** Ids are for programs, and a currency stands with its money. */
const unseen = ['by', 'value', 'channelId', 'userId', 'currency'];
/** Nobody reads a hundred lines in a mail, and some programs cut long ones. */
const mostRows = 50;

/** The tables of a report as the console shows them: one for each grouping, the row of all first. */
export function readTables(
  { name, tables }: TablesReport,
  rowsOf: RowsOf<TablesReport['tables']>,
  language: string,
): ReadTable[] {
  return Object.entries(tables).flatMap(([table, columns]) => {
    const rows = rowsOf[table] ?? [];
    const title = tableTitle(name, table, language);
    if (!('by' in columns)) return rows.length === 0 ? [] : [readTable({ title, table, columns, rows, language })];
    const all = rows.filter(({ by }) => by === 'all');
    const groupings = [...new Set(rows.map(({ by }) => String(by)))].filter((by) => by !== 'all');
    return groupings.map((by) =>
      readTable({
        title: `${title} · ${groupedBy(by, language)}`,
        table,
        columns,
        rows: [...all, ...rows.filter((row) => row.by === by)],
        by,
        language,
      }),
    );
  });
}

const isWord = (kind: ReportColumn): kind is 'key' | 'text' => kind === 'key' || kind === 'text';

interface Part {
  title: string;
  table: string;
  columns: Columns;
  rows: readonly Row[];
  by?: string;
  language: string;
}

function readTable({ title, table, columns, rows, by, language }: Part): ReadTable {
  const formats = mailFormats(language);
  const seen = Object.entries(columns).filter(([column]) => !unseen.includes(column));
  const cell = (row: Row, column: string, kind: ReportColumn): string => {
    const value = row[column] ?? null;
    if (isWord(kind)) return valueWords({ table, column, row, language });
    if (value === null) return '–';
    return kind === 'money' || kind === 'fee'
      ? formats.money(Number(value), (row.currency ?? null) as string | null)
      : formats[kind](Number(value));
  };
  const head = by === undefined ? [] : [by];
  const readRow = (row: Row): ReadRow => {
    const group = head.map((column) =>
      row.by === 'all'
        ? valueWords({ table, column: 'by', row, language })
        : valueWords({ table, column, row: { ...row, [column]: row.value ?? null }, language }),
    );
    const read = seen.map(([column, kind]) => ({ column, kind, shown: cell(row, column, kind) }));
    const named = [...group, ...read.filter(({ kind }) => isWord(kind)).map(({ shown }) => shown)];
    const counted = read.filter(({ kind }) => !isWord(kind));
    const numbers = counted.map(({ column, shown }) => `${columnWords(column, language)} ${shown}`).join('; ');
    return {
      cells: [...group, ...read.map(({ shown }) => shown)],
      text: [named.join(' · '), numbers].filter(Boolean).join(': '),
    };
  };
  return {
    title,
    columns: [...head, ...seen.map(([column]) => column)].map((column) => columnWords(column, language)),
    rows: rows.slice(0, mostRows).map(readRow),
    more: Math.max(0, rows.length - mostRows),
  };
}
