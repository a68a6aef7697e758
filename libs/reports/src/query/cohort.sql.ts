import type { ReportGrouping } from '#libs/contracts';
import {
  type Dimension,
  dimensions,
  measures,
  pending,
  pendingSince,
  type Source,
  sources,
  sumOf,
  type Window,
  windowNames,
} from '../channel-shift/measures.js';
import { onTheHour, type Period, wholeHours } from './period.js';

/** Episodes to be counted: those that began in a period, narrowed by values of dimensions, put into groups. */
export interface Cohort extends Period {
  filter: Partial<Record<ReportGrouping, string>>;
  groupBy: readonly ReportGrouping[];
}

export interface Statement {
  text: string;
  values: unknown[];
}

const isDimension = (name: string): name is Dimension => name in dimensions;

/** How a time is put into groups. $4 the time zone. */
const times: Partial<Record<ReportGrouping, (at: string) => string>> = {
  day: (at) => `to_char(${at} at time zone $4, 'YYYY-MM-DD')`,
  hour: (at) => `to_char(date_trunc('hour', ${at}, $4) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`,
  hourOfDay: (at) => `to_char(${at} at time zone $4, 'HH24')`,
  weekday: (at) => `to_char(${at} at time zone $4, 'ID')`,
};

/** Where the value of a group or a filter is; a time's in `at`. */
const valueOf = (by: ReportGrouping, at: string) => times[by]?.(at) ?? dimensions[by as Dimension];

/** $1 drawn up for, $2 from, $3 to, $4 time zone, $5 the days from which prices hold; then the filter's values. */
export const valuesOf = (
  { from, to, asOf, timeZone, filter }: Cohort,
  now: Date,
  prices: readonly Date[],
): unknown[] => [asOf ?? now, from, to, timeZone, prices, ...Object.values(filter)];

/** Which episodes `e` belong to it. Every value is named once, so that PostgreSQL knows the type of each. */
export const belongs = ({ filter }: Cohort): string =>
  [
    `e.started_at >= $2 and e.started_at < $3 and e.started_at <= $1`,
    `$4::text is not null and $5::timestamptz[] is not null`,
    ...Object.keys(filter).map(
      (name, n) => `coalesce(${valueOf(name as ReportGrouping, 'e.started_at')}, '') = $${n + 6}`,
    ),
  ].join(' and ');

const keyNames = (cohort: Cohort) => ['price', ...cohort.groupBy.map((_, n) => `key${n}`)];
const named = (expressions: readonly string[], names: readonly string[]) =>
  expressions.map((expression, n) => `${expression} as ${names[n]}`).join(', ');

/** The sums by the rows themselves. */
function fromRows(cohort: Cohort): string {
  const names = keyNames(cohort);
  const keys = [
    `width_bucket(e.started_at, $5::timestamptz[])`,
    ...cohort.groupBy.map((by) => valueOf(by, 'e.started_at')),
  ];
  const part = (source: Source) =>
    `select ${named(keys, names)}, ${measures
      .map((measure) => `${measure.source === source ? sumOf(measure) : '0'} as ${measure.name}`)
      .join(', ')} from ${sources[source]} where ${belongs(cohort)} group by ${names.map((_, n) => n + 1).join(', ')}`;
  return `select ${names.join(', ')}, ${measures.map(({ name }) => `sum(${name})::int as ${name}`).join(', ')}
    from (${part('episodes')} union all ${part('surveys')} union all ${part('sends')}) as part
    group by ${names.map((_, n) => n + 1).join(', ')}`;
}

/** The dimension whose sums by hour answer for a cohort; null where none does, because two are mixed or hours cut. */
export function hoursFor(cohort: Cohort): Dimension | '' | null {
  if (cohort.asOf || !onTheHour(cohort)) return null;
  const used = new Set([...cohort.groupBy, ...(Object.keys(cohort.filter) as ReportGrouping[])].filter(isDimension));
  const [dimension = ''] = used;
  return used.size <= 1 ? dimension : null;
}

/** What `report_hours` has of a cohort. */
function hoursOf(cohort: Cohort, dimension: Dimension | '') {
  const keys = cohort.groupBy.map((by) => times[by]?.('hour') ?? `nullif(value, '')`);
  const filtered = (Object.keys(cohort.filter) as ReportGrouping[])
    .map((name, n) => ` and ${times[name]?.('hour') ?? 'value'} = $${n + 6}`)
    .join('');
  return { keys, where: `dim = '${dimension}' and hour >= $2 and hour < $3${filtered}` };
}

function fromHours(cohort: Cohort, dimension: Dimension | ''): string {
  const names = keyNames(cohort);
  const { keys, where } = hoursOf(cohort, dimension);
  return `select ${named([`width_bucket(hour, $5::timestamptz[])`, ...keys], names)},
      ${measures.map(({ name }) => `sum(${name})::int as ${name}`).join(', ')}
    from report_hours where ${where} and $1::timestamptz is not null and $4::text is not null
    group by ${names.map((_, n) => n + 1).join(', ')}`;
}

/** Every sum of a cohort, a row for each group and price; by hour where that answers, else by row. */
export function sumsOf(cohort: Cohort, now: Date, prices: readonly Date[], byRow = false): Statement {
  // Sums by hour cannot tell which episodes of an hour have which price.
  const cut = prices.some((at) => at > cohort.from && at < cohort.to && !wholeHours(at));
  const dimension = byRow || cut ? null : hoursFor(cohort);
  return {
    text: dimension === null ? fromRows(cohort) : fromHours(cohort, dimension),
    values: valuesOf(cohort, now, prices),
  };
}

/** From which hour on whatever was accepted is pending: nobody accepts before they ring. */
const whollyPending = (window: Window) =>
  `(select date_trunc('hour', ${pendingSince(window)}, 'UTC') + interval '1 hour')`;

/**
 * Acceptances whose window and one hour more have not passed, by group. Where sums by hour answer, rows are looked at only
 * of those that began before such an hour.
 */
export function pendingOf(cohort: Cohort, now: Date, byRow = false): Statement {
  const dimension = byRow ? null : hoursFor(cohort);
  const names = keyNames(cohort).slice(1);
  const grouped = names.length ? `group by ${names.map((_, n) => n + 1).join(', ')}` : '';
  const selected = (keys: readonly string[], count: (window: Window) => string) =>
    [
      ...(keys.length ? [named(keys, names)] : []),
      ...windowNames.map((window) => `${count(window)} as "${window}"`),
    ].join();
  const rows = (when: (window: Window) => string) => `
    select ${selected(
      cohort.groupBy.map((by) => valueOf(by, 'e.started_at')),
      (window) => `count(*) filter (where ${when(window)})`,
    )}
    from report_episodes e where ${belongs(cohort)} and ${pending('7d')} and (${windowNames.map(when).join(' or ')}) ${grouped}`;
  let parts = rows(pending);
  if (dimension !== null) {
    const { keys, where } = hoursOf(cohort, dimension);
    const whole = (window: Window) => `sum(accepted) filter (where hour >= ${whollyPending(window)})`;
    parts = `select ${selected(keys, whole)} from report_hours where ${where} and hour >= ${whollyPending('7d')} ${grouped}
      union all ${rows((window) => `(${pending(window)} and e.started_at < ${whollyPending(window)})`)}`;
  }
  return {
    text: `select ${selected(names, (window) => `coalesce(sum("${window}"), 0)::int`)} from (${parts}) as part ${grouped}`,
    values: valuesOf(cohort, now, []),
  };
}
