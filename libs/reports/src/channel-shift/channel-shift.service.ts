import { Inject, Injectable } from '@nestjs/common';
import { type ChannelShiftReport, type ReportCheck, ReportGrouping, type ReportWindow } from '#libs/contracts';
import { WorkSettingsStore } from '#libs/messaging';
import { Clock, Database } from '#libs/platform';
import { Costs } from '../costs/costs.service.js';
import { invalidPeriod } from '../errors.js';
import { belongs, type Cohort, pendingOf, type Statement, sumsOf } from '../query/cohort.sql.js';
import { knownQueue } from '../query/known-queue.js';
import { periodOf } from '../query/period.js';
import { ReportDatabase } from '../query/report-database.js';
import { type Check, checks, holds, nameOf } from './checks.js';
import { addSums, figuresOf, type PricedSums, type Sums } from './figures.js';
import { measures, windowNames } from './measures.js';

/** What is asked for, as the contract has it. */
export type Asked = {
  from: string;
  to: string;
  asOf?: string | undefined;
  timeZone?: string | undefined;
  groupBy?: Cohort['groupBy'] | undefined;
} & { [G in ReportGrouping]?: string | undefined };

/** A second period, named whole or not at all. */
export interface Compared {
  compareFrom?: string | undefined;
  compareTo?: string | undefined;
}

type Row = Sums & Record<'price', number> & Record<`key${number}`, never>;
const noPending: Sums = Object.fromEntries(windowNames.map((window) => [window, 0]));

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
    for (const name of ReportGrouping.options) {
      const value = asked[name];
      if (value !== undefined) filter[name] = value;
    }
    if (filter.queue) await knownQueue(this.db, filter.queue);
    return { ...periodOf(asked, timeZone), filter, groupBy: asked.groupBy ?? [] };
  }

  /** The cohort to compare with: the same in another period. */
  async earlier(asked: Asked & Compared): Promise<Cohort | undefined> {
    const { compareFrom: from, compareTo: to } = asked;
    if (from === undefined && to === undefined) return undefined;
    if (from === undefined || to === undefined) throw invalidPeriod('compareFrom and compareTo go together.');
    return { ...(await this.cohort({ ...asked, from, to })), groupBy: [] };
  }

  async report(cohort: Cohort, earlier?: Cohort): Promise<ChannelShiftReport> {
    const now = this.clock.now();
    const { figures, sums, groups } = await this.figures(cohort, now);
    return {
      cohort: shownAs(cohort),
      asOf: (cohort.asOf ?? now).toISOString(),
      ...figures,
      checks: await Promise.all(checks.map((check) => this.check(check, sums, cohort, now))),
      ...(earlier && { previous: { cohort: shownAs(earlier), ...(await this.figures(earlier, now)).figures } }),
      ...(cohort.groupBy.length > 0 && { groups }),
    };
  }

  private async figures(cohort: Cohort, now: Date) {
    const prices = await this.costs.all();
    const days = prices.map(({ validFrom }) => validFrom);
    const rowsOf = ({ text, values }: Statement) => this.reports.query<Row>(text, values);
    const [rows, pendingRows] = await Promise.all([rowsOf(sumsOf(cohort, now, days)), rowsOf(pendingOf(cohort, now))]);
    const over = cohort.to <= (cohort.asOf ?? now);
    const keyOf = (row: Row) => JSON.stringify(cohort.groupBy.map((_, n) => row[`key${n}`] as unknown));
    const groups = new Map<string, { priced: PricedSums[]; pending: Sums }>();
    for (const row of rows) {
      const group = groups.get(keyOf(row)) ?? { priced: [], pending: noPending };
      group.priced.push({ prices: prices[row.price - 1] ?? null, sums: row });
      groups.set(keyOf(row), group);
    }
    for (const row of pendingRows) {
      const group = groups.get(keyOf(row));
      if (group) group.pending = row;
    }
    const figuresFor = (priced: readonly PricedSums[], pending: Sums) =>
      figuresOf(priced, pending as Record<ReportWindow, number>, over);
    const all = [...groups.values()].flatMap(({ priced }) => priced);
    const pending = addSums([noPending, ...pendingRows], windowNames);
    return {
      figures: figuresFor(all, pending),
      sums: addSums(all.map(({ sums }) => sums)),
      groups: [...groups]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, group]) => ({
          key: Object.fromEntries((JSON.parse(key) as (string | null)[]).map((v, n) => [cohort.groupBy[n]!, v])),
          ...figuresFor(group.priced, group.pending),
        })),
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
}

const shownAs = ({ from, to, timeZone }: Cohort) => ({
  from: from.toISOString(),
  to: to.toISOString(),
  timeZone,
});
