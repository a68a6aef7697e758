import { Inject, Injectable } from '@nestjs/common';
import type { reportTablesQuery } from '#libs/contracts';
import { WorkSettingsStore } from '#libs/messaging';
import { Clock, Database } from '#libs/platform';
import type { z } from 'zod';
import { either } from './counts.js';
import { knownQueue } from './known-queue.js';
import { type Period, periodOf } from './period.js';
import { ReportDatabase } from './report-database.js';

const filters = ['queue', 'intent', 'channel'] as const;
type Filter = Partial<Record<(typeof filters)[number], string>>;
type Asked = z.output<typeof reportTablesQuery>;

/** What a report of tables is asked about, and how it reads: statements name `$from`, `$to`, `$asOf`, `$timeZone` and more. */
export interface Scope extends Period {
  asOf: Date;
  filter: Filter;
  rows<R extends object>(text: string, more?: Record<string, unknown>): Promise<R[]>;
}

@Injectable()
export class Scopes {
  constructor(
    @Inject(ReportDatabase) private readonly reports: ReportDatabase,
    private readonly db: Database,
    private readonly work: WorkSettingsStore,
    private readonly clock: Clock,
  ) {}

  async of(asked: Asked, now = this.clock.now()): Promise<Scope> {
    const period = periodOf(asked, asked.timeZone ?? (await this.work.get()).calendar.timeZone);
    const filter: Filter = {};
    for (const name of filters) if (asked[name] !== undefined) filter[name] = asked[name];
    if (filter.queue) await knownQueue(this.db, filter.queue);
    const asOf = period.asOf ?? now;
    const { from, to, timeZone } = period;
    const named = { from, to, timeZone, asOf, ...filter };
    return {
      ...period,
      asOf,
      filter,
      rows: async <R extends object>(text: string, more = {}) => {
        const statement = numbered(text, { ...named, ...more });
        return (await this.reports.query(statement.text, statement.values)) as R[];
      },
    };
  }
}

/** PostgreSQL has numbers for what people name. */
function numbered(text: string, values: Record<string, unknown>) {
  const names: string[] = [];
  const written = text.replaceAll(/\$([a-z]\w*)/gi, (_, name: string) => {
    if (!(name in values)) throw new Error(`no value for $${name}`);
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  return { text: written, values: names.map((name) => values[name]) };
}

/** The filter as a condition, by where each value is. */
export const narrowed = ({ filter }: Scope, where: Record<keyof Filter, string>): string =>
  filters.map((name) => (filter[name] === undefined ? '' : ` and coalesce(${where[name]}, '') = $${name}`)).join('');

/** Where the values of an episode are. */
export const ofEpisode = { queue: 'e.queue', intent: 'e.intent', channel: 'e.channel' };

/** Joins the latest episode of a thread as `e`, where a filter asks for it: messages are of no episode. */
export const latestEpisode = ({ filter }: Scope, thread: string): string =>
  Object.keys(filter).length === 0
    ? ''
    : `left join lateral (select queue, intent, channel from report_episodes where thread_id = ${thread}
         order by started_at desc limit 1) e on true`;

/** A row for all and one for each value of what stands in `columns`, named `by` and `value`, in this order. */
export function grouped(columns: Readonly<Record<string, string>>) {
  const values = Object.values(columns);
  const list = values.join(', ');
  // PostgreSQL sets a bit for each column that a row is not grouped by, the first the highest.
  const all = 2 ** values.length - 1;
  const bits = values.map((_, n) => all - 2 ** (values.length - 1 - n));
  const own = Object.entries(columns).map(([name, value]) => [name, `${value} is not distinct from $row_value`]);
  const by = Object.keys(columns).map((name, n) => `when ${bits[n]} then '${name}'`);
  return {
    /** Which single rows belong to one of these. */
    in: either({ all: 'true', ...Object.fromEntries(own) }, 'by'),
    columns: `case grouping(${list}) when ${all} then 'all' ${by.join(' ')} end as by, coalesce(${list}) as value`,
    groupBy: `group by grouping sets ((), ${values.map((value) => `(${value})`).join(', ')})`,
    order: `order by array_position(array[${[all, ...bits].join(', ')}], grouping(${list})), 2 nulls last`,
  };
}

/** In seconds, over rows where `when` holds; the middle of two where there is no middle one. */
export const middle = (seconds: string, when = 'true', at = 0.5): string =>
  `(percentile_cont(${at}) within group (order by ${seconds}) filter (where ${when}))::float8`;
export const ninetieth = (seconds: string, when = 'true'): string => middle(seconds, when, 0.9);
export const secondsFrom = (start: string, end: string): string => `extract(epoch from ${end} - ${start})`;
export const dayOf = (at: string): string => `to_char(${at} at time zone $timeZone, 'YYYY-MM-DD')`;
/** Null where there is nothing to take a share of. */
export const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
