import type { ChartTable } from './chart-table.ts';
import { t } from '../../text/t.ts';
import css from './chart-frame.module.css';

/** Scrolls by itself where it is wider than its place, also by keyboard. */
export function TableOf({ table: { columns, rows }, label }: { table: ChartTable; label: string }) {
  // Words begin where they are read from, numbers end where they are compared.
  const ofWords = columns.map((_, at) => rows.some((row) => typeof row[at]?.value === 'string') || undefined);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls can be reached
    <div className={css.table} role="region" aria-label={t('{{chart}}: the numbers', { chart: label })} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column, at) => (
              <th key={column} scope="col" data-words={ofWords[at]}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, n) => (
            <tr key={n}>
              {row.map((cell, at) => {
                const shown = cell.shown ?? cell.value ?? '–';
                return at === 0 ? (
                  <th key={at} scope="row">
                    {shown}
                  </th>
                ) : (
                  <td key={at} data-words={ofWords[at]}>
                    {shown}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
