import type { ReportGrouping } from '#libs/contracts';
import {
  type Dimension,
  dimensions,
  measureNames,
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

/** How a time is put into groups, and how a group is named once it has been counted: that takes longer. $4 the time zone. */
const times: Partial<Record<ReportGrouping, { of: (at: string) => string; name: string }>> = {
  day: { of: (at) => `(${at} at time zone $4)::date`, name: 'YYYY-MM-DD' },
  hour: { of: (at) => `date_trunc('hour', ${at}, $4) at time zone 'UTC'`, name: 'YYYY-MM-DD"T"HH24:MI:SS"Z"' },
  hourOfDay: { of: (at) => `date_part('hour', ${at} at time zone $4)::int`, name: 'FM00' },
  weekday: { of: (at) => `date_part('isodow', ${at} at time zone $4)::int`, name: 'FM9' },
};

const ofRow = (by: ReportGrouping) => times[by]?.of('e.started_at') ?? dimensions[by as Dimension];
const ofHour = (by: ReportGrouping) => times[by]?.of('hour') ?? `nullif(value, '')`;
const nameOf = (by: ReportGrouping, group: string) => (times[by] ? `to_char(${group}, '${times[by].name}')` : group);

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
    ...(Object.keys(filter) as ReportGrouping[]).map(
      (name, n) => `coalesce(${nameOf(name, ofRow(name))}, '') = $${n + 6}`,
    ),
  ].join(' and ');

const keyNames = (cohort: Cohort) => ['price', ...cohort.groupBy.map((_, n) => `key${n}`)];
const named = (expressions: readonly string[], names: readonly string[]) =>
  expressions.map((expression, n) => `${expression} as ${names[n]}`).join(', ');
const shownKeys = (cohort: Cohort) => cohort.groupBy.map((by, n) => nameOf(by, `part.key${n}`));

/** The sums by the rows themselves. */
function fromRows(cohort: Cohort): string {
  const names = keyNames(cohort);
  const keys = [`width_bucket(e.started_at, $5::timestamptz[])`, ...cohort.groupBy.map(ofRow)];
  const part = (source: Source) =>
    `select ${named(keys, names)}, ${measures
      .map((measure) => `${measure.source === source ? sumOf(measure) : '0'} as ${measure.name}`)
      .join(', ')} from ${sources[source]} where ${belongs(cohort)} group by ${names.map((_, n) => n + 1).join(', ')}`;
  return `${part('episodes')} union all ${part('surveys')} union all ${part('sends')}`;
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
  const filtered = (Object.keys(cohort.filter) as ReportGrouping[])
    .map((name, n) => ` and ${times[name] ? nameOf(name, ofHour(name)) : 'value'} = $${n + 6}`)
    .join('');
  return { keys: cohort.groupBy.map(ofHour), where: `dim = '${dimension}' and hour >= $2 and hour < $3${filtered}` };
}

function fromHours(cohort: Cohort, dimension: Dimension | ''): string {
  const { keys, where } = hoursOf(cohort, dimension);
  return `select ${named([`width_bucket(hour, $5::timestamptz[])`, ...keys], keyNames(cohort))},
      ${measureNames.join(', ')}
    from report_hours where ${where} and $1::timestamptz is not null and $4::text is not null`;
}

/** Every sum of a cohort, a row for each group and price; by hour where that answers, else by row. */
export function sumsOf(cohort: Cohort, now: Date, prices: readonly Date[], byRow = false): Statement {
  // Sums by hour cannot tell which episodes of an hour have which price.
  const cut = prices.some((at) => at > cohort.from && at < cohort.to && !wholeHours(at));
  const dimension = byRow || cut ? null : hoursFor(cohort);
  const parts = dimension === null ? fromRows(cohort) : fromHours(cohort, dimension);
  const names = keyNames(cohort);
  const sums = measureNames.map((name) => `sum(${name})::int as ${name}`);
  return {
    text: `select ${named(['part.price', ...shownKeys(cohort)], names)}, ${sums.join(', ')} from (${parts}) as part
      group by ${names.map((name) => `part.${name}`).join(', ')}`,
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
  const grouped = (by: readonly (string | number)[]) => (by.length ? `group by ${by.join(', ')}` : '');
  const byPlace = grouped(names.map((_, n) => n + 1));
  const selected = (keys: readonly string[], count: (window: Window) => string) =>
    [
      ...(keys.length ? [named(keys, names)] : []),
      ...windowNames.map((window) => `${count(window)} as "${window}"`),
    ].join();
  const rows = (when: (window: Window) => string) => `
    select ${selected(cohort.groupBy.map(ofRow), (window) => `count(*) filter (where ${when(window)})`)}
    from report_episodes e where ${belongs(cohort)} and ${pending('7d')} and (${windowNames.map(when).join(' or ')}) ${byPlace}`;
  let parts = rows(pending);
  if (dimension !== null) {
    const { keys, where } = hoursOf(cohort, dimension);
    const whole = (window: Window) => `sum(accepted) filter (where hour >= ${whollyPending(window)})`;
    parts = `select ${selected(keys, whole)} from report_hours where ${where} and hour >= ${whollyPending('7d')} ${byPlace}
      union all ${rows((window) => `(${pending(window)} and e.started_at < ${whollyPending(window)})`)}`;
  }
  return {
    text: `select ${selected(shownKeys(cohort), (window) => `coalesce(sum("${window}"), 0)::int`)} from (${parts}) as part
      ${grouped(names.map((name) => `part.${name}`))}`,
    values: valuesOf(cohort, now, []),
  };
}
