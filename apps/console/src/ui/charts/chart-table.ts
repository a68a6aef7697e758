import type { ReactNode } from 'react';

/** The numbers of a chart: shown beside it, and written as CSV. */
export interface ChartTable {
  columns: readonly string[];
  /** The first cell names its row. */
  rows: readonly (readonly ChartCell[])[];
}

export interface ChartCell {
  /** As a program reads it: unrounded, and null where there is none. */
  value: string | number | null;
  /** As people read it; without it, the value. */
  shown?: ReactNode;
}

/** A text that a spreadsheet would take for a formula; a phone number is none. */
const formula = /^[=+\-@\t\r]/;
const phone = /^\+\d{6,15}$/;

function fieldOf({ value }: ChartCell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = formula.test(value) && !phone.test(value) ? `'${value}` : value;
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** RFC 4180, with the mark by which spreadsheets know UTF-8. */
export const csvOf = ({ columns, rows }: ChartTable): string =>
  `\uFEFF${[columns.map((value) => ({ value })), ...rows].map((row) => row.map(fieldOf).join(',')).join('\r\n')}\r\n`;
