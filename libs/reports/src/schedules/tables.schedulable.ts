import type { TablesAnswer, TablesReport } from '#libs/contracts';
import type { Scopes } from '../query/scope.service.js';
import { answerOf, tableCsv, type Tables } from '../query/tables-answer.js';
import { readTables } from './read-tables.js';
import type { Due, Reading, Schedulable } from './schedulable.js';
import { titleOf } from './words/report-words.js';

/** Any report of tables, by its description: all of them, and a file for each. */
export class TablesSchedulable implements Schedulable<TablesAnswer> {
  constructor(
    private readonly definition: TablesReport,
    private readonly drawn: Tables<TablesReport>,
    private readonly scopes: Scopes,
  ) {}

  async draw({ filter: { queue, intent, channel }, period: { from, to } }: Due) {
    const report = await answerOf(this.drawn, await this.scopes.of({ from, to, queue, intent, channel }));
    const files = Object.entries(report.tables).map(([table, rows]) => {
      return { table, csv: tableCsv(this.definition, table, rows) };
    });
    return { report, files, search: {} };
  }

  read(report: TablesAnswer, language: string): Reading {
    return {
      title: titleOf(this.definition.name, language),
      tables: readTables(this.definition, report.tables, language),
      notes: [],
    };
  }
}
