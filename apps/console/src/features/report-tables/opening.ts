import { type Columns, keysOf } from '#libs/contracts';
import { createContext, useContext } from 'react';
import type { ReportSearch } from '../../api/report-search.ts';
import type { Part } from '../../ui/report/behind-panel.tsx';
import type { Row } from './cell-words.ts';

/** A count of a table, by the keys of the row that it stands in; a key that the row has not is left out. */
export interface Opened {
  table: string;
  column: string;
  keys: Readonly<Record<string, string>>;
  part: Part;
}

export const Opening = createContext<(opened: Opened) => void>(() => undefined);
export const useOpening = () => useContext(Opening);

/** The count that an address has open; what the report has not opens nothing. */
export function openedIn(
  { metric = '', part, of = {} }: ReportSearch,
  tables: Readonly<Record<string, Columns>>,
): Opened | null {
  const [table = '', column = ''] = metric.split('.');
  if (!Object.hasOwn(tables, table) || tables[table]![column] !== 'count') return null;
  return { table, column, keys: of, part: part === 'excluded' ? 'excluded' : 'counted' };
}

/** The same as an address has it. */
export const searchOf = (opened: Opened | null): Pick<ReportSearch, 'metric' | 'part' | 'of'> => ({
  metric: opened ? `${opened.table}.${opened.column}` : undefined,
  part: opened?.part === 'excluded' ? 'excluded' : undefined,
  of: opened?.keys,
});

export const keysIn = (columns: Columns, row: Row): Opened['keys'] =>
  Object.fromEntries(keysOf(columns).flatMap((key) => (row[key] == null ? [] : [[key, String(row[key])]])));
