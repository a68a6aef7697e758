import { Controller, Inject, Res, type Type } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { countsOf, keyParam, keysOf, type RouteInput, type TablesReport } from '#libs/contracts';
import { Input, Route } from '#libs/platform';
import { unknownCount } from '../errors.js';
import { behindCount } from './behind-count.js';
import type { Count, Row } from './counts.js';
import { readCursor } from './place.js';
import { Scopes } from './scope.service.js';
import { answerOf, tableCsv, type Tables } from './tables-answer.js';

/** Answers a report of tables as JSON and as CSV, from one query, and what is behind each of its counts. */
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

    @Route(definition.calls)
    async calls(@Input() { query }: RouteInput<TablesReport['calls']>) {
      const { table, column, part, limit, cursor } = query;
      const columns = definition.tables[table]!;
      const counts = this.drawn.behind[table] as Readonly<Record<string, Count>>;
      if (!countsOf(columns).includes(column)) throw unknownCount(column, table, countsOf(columns));
      const from = cursor === undefined ? undefined : readCursor(cursor);
      const scope = await this.scopes.of(query, from?.now);
      const given = query as unknown as Row;
      const row = Object.fromEntries(keysOf(columns).map((key) => [key, given[keyParam(key)] ?? null]));
      const values = (await this.drawn.values?.(scope)) ?? {};
      return behindCount(scope, counts[column]!, { row, part, limit, after: from?.after, values });
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
