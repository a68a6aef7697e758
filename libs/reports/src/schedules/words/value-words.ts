import { mailFormats } from '../mail-formats.js';
import { said } from './report-words.js';
import { valueTitles } from './value-titles.js';

interface Text {
  table: string;
  column: string;
  row: Readonly<Record<string, string | number | null>>;
  language: string;
}

/** What companies name themselves, for programs. */
const codes = new Set(['queue', 'intent', 'disposition']);
/** `meter_reading` as words. */
const humanized = (name: string) => {
  const words = name.replaceAll(/[._-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** A text of the API as people read it; names stay as they are. */
export function valueWords({ table, column, row, language }: Text): string {
  const text = row[column] === null || row[column] === undefined ? null : String(row[column]);
  // A step of no channel is one of all; what to do goes by what it means.
  if (table === 'steps' && column === 'channel' && text === null) return said('All', language);
  const titles = valueTitles[column];
  const title = titles?.[column === 'next' ? String(row.means ?? '') : (text ?? '')];
  if (title !== undefined) return said(title, language);
  if (!text) return titles || column === 'day' || codes.has(column) ? said('none', language) : '–';
  if (column === 'day') return mailFormats(language).day(text);
  return codes.has(column) ? humanized(text) : text;
}
