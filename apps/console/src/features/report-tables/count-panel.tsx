import { type Columns, keyParam, moreReports } from '#libs/contracts';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import { BehindList, BehindPanel } from '../../ui/report/behind-panel.tsx';
import type { Row } from './cell-words.ts';
import { columnName } from './column-words.ts';
import type { ReportName } from './descriptions.ts';
import { keysIn, type Opened } from './opening.ts';
import { rowName } from './row-name.ts';

interface Props {
  name: ReportName;
  opened: Opened | null;
  tables: Readonly<Record<string, readonly Row[]>>;
  /** What the report was asked, and when it was drawn up. */
  asked: Record<string, unknown>;
  asOf: string;
  timeZone: string;
  about: string;
  onChange: (opened: Opened | null) => void;
}

/** The calls and threads behind a number of the report. */
export function CountPanel({ opened, ...props }: Props) {
  const { name, tables, about, onChange } = props;
  const columnsOf: Readonly<Record<string, Columns>> = moreReports[name].tables;
  const columns = opened && columnsOf[opened.table]!;
  const row = opened && columns && rowOf(columns, tables[opened.table] ?? [], opened.keys);
  return (
    <BehindPanel
      title={row && columns && `${columnName(opened.column)} · ${rowName(columns, row)}`}
      about={about}
      onClose={() => onChange(null)}
    >
      {opened && <Behind key={JSON.stringify(opened)} opened={opened} {...props} />}
    </BehindPanel>
  );
}

/** The row that has these keys; by what an address says, where the report has none such any more. */
function rowOf(columns: Columns, rows: readonly Row[], keys: Opened['keys']): Row {
  const same = (row: Row) => {
    const own = keysIn(columns, row);
    return Object.keys({ ...own, ...keys }).every((key) => own[key] === keys[key]);
  };
  return rows.find(same) ?? Object.fromEntries(Object.keys(columns).map((column) => [column, keys[column] ?? null]));
}

function Behind({ name, opened, asked, timeZone, onChange, ...props }: Props & { opened: Opened }) {
  const { table, column, keys, part } = opened;
  // What is listed is what was counted then, also when the report is drawn up anew meanwhile.
  const [asOf] = useState(props.asOf);
  const row = Object.fromEntries(Object.entries(keys).map(([key, value]) => [keyParam(key), value]));
  const query = { ...asked, asOf, table, column, part, ...row };
  return (
    <BehindList
      queryKey={['reports', name, 'calls', query]}
      read={(cursor, signal) =>
        call(moreReports[name].calls, { query: { ...query, limit: 25, ...(cursor && { cursor }) } as never }, signal)
      }
      part={part}
      onPart={(chosen) => onChange({ ...opened, part: chosen })}
      timeZone={timeZone}
    />
  );
}
