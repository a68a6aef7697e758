import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { moreReports, ReportName, type TablesReport } from '#libs/contracts';
import { columnTitles } from '../../libs/reports/src/schedules/words/column-titles.js';
import { german } from '../../libs/reports/src/schedules/words/german.js';
import { reportTitles } from '../../libs/reports/src/schedules/words/report-titles.js';
import { valueTitles } from '../../libs/reports/src/schedules/words/value-titles.js';

// The console has a TypeScript project of its own: it is read here, not compiled.
const { de } = (await import(join(import.meta.dirname, '../../apps/console/src/text/de/index.ts'))) as {
  de: Record<string, string>;
};
const all: TablesReport[] = Object.values(moreReports);
const titles = Object.values(reportTitles).flatMap(({ title, tables }) => [title, ...Object.values(tables)]);
const english = [
  ...titles,
  ...Object.values(columnTitles),
  ...Object.values(valueTitles).flatMap(Object.values<string>),
];
const unseen = ['by', 'value', 'channelId', 'userId', 'currency'];

describe('the words of a report in a mail', () => {
  it('are there for every report, table and column', () => {
    expect(Object.keys(reportTitles).toSorted()).toEqual(ReportName.options.toSorted());
    for (const { name, tables } of all) {
      expect(Object.keys(reportTitles[name as ReportName].tables)).toEqual(Object.keys(tables));
      const columns = Object.values(tables).flatMap((table) => Object.keys(table));
      expect(columns.filter((column) => !unseen.includes(column) && !(column in columnTitles))).toEqual([]);
    }
  });

  it('are those of the console, in German too', () => {
    const names = ['WhatsApp', 'SMS'];
    expect(english.filter((text) => !(text in de) && !names.includes(text))).toEqual([]);
    expect(english.filter((text) => text in de && (german[text] ?? text) !== de[text])).toEqual([]);
  });

  it('are used', () => {
    const used = [...english, 'By {{groups}}', 'none'];
    expect(Object.keys(german).filter((text) => !used.includes(text))).toEqual([]);
  });
});
