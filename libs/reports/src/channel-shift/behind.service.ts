import { Inject, Injectable } from '@nestjs/common';
import type { ReportedCall, ReportMetric } from '#libs/contracts';
import { Clock } from '#libs/platform';
import type { Cohort } from '../query/cohort.sql.js';
import { cursorAt, type Place, readCursor } from '../query/place.js';
import { ReportDatabase } from '../query/report-database.js';
import { itemsOf } from './behind.sql.js';
import { head, lineOf, linesOf, type Numbers } from './episodes-csv.js';
import { type Found, knownBy, shown } from './item.js';
import type { Window } from './measures.js';
import { behind } from './metrics.js';

interface Asked {
  metric: ReportMetric;
  window: Window;
  part: 'counted' | 'excluded';
  calledAgainSince?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

const csvPage = 1000;

/** Opens a number of the report into the calls and threads behind it. */
@Injectable()
export class BehindNumber {
  constructor(
    @Inject(ReportDatabase) private readonly reports: ReportDatabase,
    private readonly clock: Clock,
  ) {}

  async page(cohort: Cohort, { metric, window, part, calledAgainSince, limit, cursor }: Asked) {
    const from = cursor === undefined ? null : readCursor(cursor);
    const now = from?.now ?? this.clock.now();
    const asOf = cohort.asOf ?? now;
    const number = behind(metric, window, part);
    const { text, values } = itemsOf(cohort, now, number, limit + 1, from?.after, calledAgainSince);
    const rows = await this.reports.query<Found>(text, values);
    const items: ReportedCall[] = rows
      .slice(0, limit)
      .map((row) => shown(knownBy(asOf, row), number.aspects, window, asOf));
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return { items, nextCursor: last ? cursorAt(now, { ...last, at: last.started_at }) : null };
  }

  /** Every episode as lines of CSV, a page at a time: nobody holds a connection while a reader takes its time. */
  async *lines(cohort: Cohort): AsyncGenerator<string> {
    const now = this.clock.now();
    let after: Place | undefined;
    yield head;
    do {
      const { text, values } = linesOf(cohort, now, csvPage, after);
      const rows = await this.reports.query<Found & Numbers>(text, values);
      yield rows.map((row) => lineOf(knownBy(cohort.asOf ?? now, row), row, cohort.timeZone)).join('');
      const last = rows.length < csvPage ? undefined : rows.at(-1);
      after = last && { at: last.started_at, id: last.id, part: '0' };
    } while (after);
  }
}
