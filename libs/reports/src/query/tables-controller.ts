import { Controller, Inject, Res, type Type } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { countsOf, keyParam, keysOf, type RouteInput, type RowsOf, type TablesReport } from '#libs/contracts';
import { csvLine, Input, Route } from '#libs/platform';
import { unknownCount } from '../errors.js';
import { behindCount } from './behind-count.js';
import type { Count, Counted, Row } from './counts.js';
import { readCursor } from './place.js';
import { type Scope, Scopes } from './scope.service.js';

/** What draws up the tables of a report, and knows what their numbers count. */
export interface Tables<D extends TablesReport> {
  tables(scope: Scope): Promise<RowsOf<D['tables']>>;
  readonly behind: Counted<D['tables']>;
  /** What statements name beside the scope. */
  values?(scope: Scope): Promise<Record<string, unknown>>;
}

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
      const scope = await this.scopes.of(query);
      const { from, to, timeZone, asOf } = scope;
      const cohort = { from: from.toISOString(), to: to.toISOString(), timeZone };
      return { cohort, asOf: asOf.toISOString(), tables: await this.drawn.tables(scope) };
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
