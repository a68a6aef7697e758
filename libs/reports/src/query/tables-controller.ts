import { Controller, Inject, Res, type Type } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { RouteInput, TablesReport } from '#libs/contracts';
import { Input, Route } from '#libs/platform';
import { Scopes } from './scope.service.js';
import { answerOf, tableCsv, type Tables } from './tables-answer.js';

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
      return answerOf(this.drawn, await this.scopes.of(query));
    }

    @Route(definition.csv)
    async csv(@Input() { query }: RouteInput<TablesReport['csv']>, @Res() reply: FastifyReply): Promise<void> {
      const { tables } = await answerOf(this.drawn, await this.scopes.of(query));
      void reply
        .header('content-type', 'text/csv; charset=utf-8; header=present')
        .header('content-disposition', `attachment; filename="${definition.name}-${query.table}.csv"`)
        .send(tableCsv(definition, query.table, tables[query.table]!));
    }
  }
  return TablesController;
}
