import { Controller, Inject, Res, type Type } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { RouteInput, RowsOf, TablesReport } from '#libs/contracts';
import { csvLine, Input, Route } from '#libs/platform';
import { type Scope, Scopes } from './scope.service.js';

/** What draws up the tables of a report. */
export type Tables<D extends TablesReport> = { tables(scope: Scope): Promise<RowsOf<D['tables']>> };

/** Answers a report of tables as JSON and as CSV, from one query. */
export function tablesController<D extends TablesReport>(definition: D, report: Type<Tables<D>>): Type {
  @Controller()
  class TablesController {
    constructor(
      @Inject(report) private readonly drawn: Tables<D>,
      @Inject(Scopes) private readonly scopes: Scopes,
    ) {}

    @Route(definition.show)
    async show(@Input() { query }: RouteInput<TablesReport['show']>) {
      const scope = await this.scopes.of(query);
      const { from, to, timeZone, asOf } = scope;
      const cohort = { from: from.toISOString(), to: to.toISOString(), timeZone };
      return { cohort, asOf: asOf.toISOString(), tables: await this.drawn.tables(scope) };
    }

    @Route(definition.csv)
    async csv(@Input() { query }: RouteInput<TablesReport['csv']>, @Res() reply: FastifyReply): Promise<void> {
      const tables = await this.drawn.tables(await this.scopes.of(query));
      const columns = Object.keys(definition.tables[query.table]!);
      const rows = tables[query.table as keyof typeof tables] as Record<string, string | number | null>[];
      const named = columns.map((name) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
      void reply
        .header('content-type', 'text/csv; charset=utf-8; header=present')
        .header('content-disposition', `attachment; filename="${definition.name}-${query.table}.csv"`)
        .send([named, ...rows.map((row) => columns.map((name) => row[name] ?? null))].map(csvLine).join(''));
    }
  }
  return TablesController;
}
