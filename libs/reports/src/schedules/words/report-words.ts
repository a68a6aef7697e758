import type { ReportName } from '#libs/contracts';
import { isGerman } from '../mail-words.js';
import { columnTitles } from './column-titles.js';
import { german } from './german.js';
import { reportTitles } from './report-titles.js';

/** An English text of these tables in a mail's language. */
export const said = (text: string, language: string): string => (isGerman(language) ? (german[text] ?? text) : text);

export const titleOf = (report: string, language: string): string =>
  said(reportTitles[report as ReportName].title, language);
export const tableTitle = (report: string, table: string, language: string): string =>
  said(reportTitles[report as ReportName].tables[table] ?? table, language);
export const columnWords = (column: string, language: string): string => said(columnTitles[column] ?? column, language);
/** "By queue", as the console says it. */
export const groupedBy = (column: string, language: string): string =>
  said('By {{groups}}', language).replace('{{groups}}', columnWords(column, language));
