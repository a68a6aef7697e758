import { Inject, Injectable } from '@nestjs/common';
import type { ChannelShiftReport, ReportCheck, ReportWindow } from '#libs/contracts';
import { WorkSettingsStore } from '#libs/messaging';
import { Clock, Database } from '#libs/platform';
import { Costs } from '../costs/costs.service.js';
import { unknownQueue } from '../errors.js';
import { belongs, type Cohort, pendingOf, sumsOf } from '../query/cohort.sql.js';
import { periodOf } from '../query/period.js';
import { ReportDatabase } from '../query/report-database.js';
import { type Check, checks, holds, nameOf } from './checks.js';
import { addSums, figuresOf, type PricedSums, type Sums } from './figures.js';
import { dimensions, type Dimension, measures, windowNames } from './measures.js';

/** What is asked for, as the contract has it. */
export type Asked = {
  from: string;
  to: string;
  asOf?: string | undefined;
  timeZone?: string | undefined;
  groupBy?: Cohort['groupBy'] | undefined;
} & { [D in Dimension]?: string | undefined };

type Row = Sums & Record<'price', number> & Record<`key${number}`, never>;
const noPending = Object.fromEntries(windowNames.map((window) => [window, 0])) as Record<ReportWindow, number>;

/** The channel-shift report: one query for the screen, the API and the CSV. */
@Injectable()
export class ChannelShift {
  constructor(
    @Inject(ReportDatabase) private readonly reports: ReportDatabase,
    private readonly db: Database,
    private readonly work: WorkSettingsStore,
    private readonly costs: Costs,
    private readonly clock: Clock,
  ) {}

  /** The cohort that a request names; what cannot be is refused with what to do. */
  async cohort(asked: Asked): Promise<Cohort> {
    const timeZone = asked.timeZone ?? (await this.work.get()).calendar.timeZone;
    const filter: Cohort['filter'] = {};
    for (const name of Object.keys(dimensions) as Dimension[]) {
      const value = asked[name];
      if (value !== undefined) filter[name] = value;
    }
    if (filter.queue) await this.checkQueue(filter.queue);
    return { ...periodOf(asked, timeZone), filter, groupBy: asked.groupBy ?? [] };
  }

  async report(cohort: Cohort): Promise<ChannelShiftReport> {
    const now = this.clock.now();
    const asOf = cohort.asOf ?? now;
    const prices = await this.costs.all();
    const statement = sumsOf(
      cohort,
      now,
      prices.map(({ validFrom }) => validFrom),
    );
    const pendingStatement = pendingOf(cohort, now);
    const [rows, pendingRows] = [
      await this.reports.query<Row>(statement.text, statement.values),
      await this.reports.query<Row>(pendingStatement.text, pendingStatement.values),
    ];
    const over = cohort.to <= asOf;
    const keyOf = (row: Row) => JSON.stringify(cohort.groupBy.map((_, n) => row[`key${n}`] as unknown));
    const pricedOf = (row: Row): PricedSums => ({
      prices: prices[row.price - 1] ?? null,
      sums: Object.fromEntries(measures.map(({ name }) => [name, row[name] ?? 0])),
    });
    const pending = pendingRows.reduce((all, row) => addSums([all, windowSums(row)]), { ...noPending } as Sums);
    const groups = new Map<string, { priced: PricedSums[]; pending: Sums }>();
    for (const row of rows) {
      const group = groups.get(keyOf(row)) ?? { priced: [], pending: { ...noPending } };
      group.priced.push(pricedOf(row));
      groups.set(keyOf(row), group);
    }
    for (const row of pendingRows) {
      const group = groups.get(keyOf(row));
      if (group) group.pending = addSums([group.pending, windowSums(row)]);
    }
    const all = [...groups.values()].flatMap(({ priced }) => priced);
    const total = addSums(all.map(({ sums }) => sums));
    return {
      cohort: { from: cohort.from.toISOString(), to: cohort.to.toISOString(), timeZone: cohort.timeZone },
      asOf: asOf.toISOString(),
      ...figuresOf(all, pending as Record<ReportWindow, number>, over),
      checks: await Promise.all(checks.map((check) => this.check(check, total, cohort, now))),
      ...(cohort.groupBy.length > 0 && {
        groups: [...groups]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, group]) => ({
            key: Object.fromEntries((JSON.parse(key) as (string | null)[]).map((v, n) => [cohort.groupBy[n]!, v])),
            ...figuresOf(group.priced, group.pending as Record<ReportWindow, number>, over),
          })),
      }),
    };
  }

  /** A sum that comes out needs no look at its calls. */
  private async check(check: Check, total: Sums, cohort: Cohort, now: Date): Promise<ReportCheck> {
    const name = nameOf(check);
    if (holds(check, total)) return { name, ok: true, calls: [] };
    const when = (measure: string) => measures.find((each) => each.name === measure)!.when;
    const { values } = sumsOf(cohort, now, []);
    const broken = await this.reports.query<{ id: string }>(
      `select unnest(e.call_ids)::text as id from report_episodes e where ${belongs(cohort)}
       and coalesce(${when(check.whole)}, false)::int
         <> ${check.parts.map((part) => `coalesce(${when(part)}, false)::int`).join(' + ')} limit 100`,
      values,
    );
    return { name, ok: false, calls: broken.map(({ id }) => id) };
  }

  private async checkQueue(queue: string): Promise<void> {
    const known = await this.db.query<{ name: string }>(
      `select name from queues union select default_queue from workspace
       union select distinct value from report_hours where dim = 'queue' and value <> '' order by 1`,
    );
    const names = known.map(({ name }) => name);
    if (!names.includes(queue)) throw unknownQueue(queue, names);
  }
}

const windowSums = (row: Row): Sums => Object.fromEntries(windowNames.map((window) => [window, row[window] ?? 0]));
