import type { Columns } from '#libs/contracts';
import { t } from '../../text/t.ts';
import { NumberButton } from '../../ui/report/number-button.tsx';
import type { Row } from './cell-words.ts';
import { columnName } from './column-words.ts';
import { keysIn, useOpening } from './opening.ts';
import { rowName } from './row-name.ts';

interface Props {
  table: string;
  columns: Columns;
  column: string;
  row: Row;
  words: string;
}

/** A number of a table: opens the calls and threads that it counts. */
export function Count({ table, columns, column, row, words }: Props) {
  const open = useOpening();
  const number = `${columnName(column)}, ${rowName(columns, row)}`;
  return (
    <NumberButton
      label={t('{{number}}: {{value}}. Show the calls', { number, value: words })}
      onOpen={() => open({ table, column, keys: keysIn(columns, row), part: 'counted' })}
    >
      {words}
    </NumberButton>
  );
}
