/** A phone number is a cell of its own kind: in E.164 it is no formula, however it begins, and stays as it is. */
export interface PhoneCell {
  phone: string;
}
export type CsvCell = string | number | boolean | null | PhoneCell;

/** One line of CSV (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay. */
export const csvLine = (cells: readonly CsvCell[]): string => `${cells.map(written).join(',')}\r\n`;

const e164 = /^\+[1-9]\d{5,14}$/;

function written(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  if (typeof cell === 'object') return e164.test(cell.phone) ? cell.phone : written(cell.phone);
  const harmless = /^[\s]*[=+\-@]|^[\t\r\n]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
