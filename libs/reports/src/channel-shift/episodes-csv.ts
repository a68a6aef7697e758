import { ReportMetric } from '#libs/contracts';
import { type CsvCell, csvLine, type PhoneCell } from '#libs/platform';
import { belongs, type Cohort, type Statement, valuesOf } from '../query/cohort.sql.js';
import { zonedIso } from '../query/period.js';
import type { Place } from '../query/place.js';
import { againOf, type Item } from './item.js';
import { type Source, sources, sumOf, windowNames } from './measures.js';
import { measureOf, metrics } from './metrics.js';
import { snake } from './summary-csv.js';

/** Every number of the report as a column of its episode, under the name that the summary has for it. */
const numbers = ReportMetric.options.flatMap((metric) => {
  if (metric === 'pending' || metric === 'possibleRecontact') return [];
  if (!metrics[metric].windowed) return [{ name: snake(metric), measure: measureOf(metric, '7d') }];
  return windowNames.map((window) => ({ name: `${snake(metric)}_${window}`, measure: measureOf(metric, window) }));
});

const phone = (number: string | null): PhoneCell | null => (number === null ? null : { phone: number });

const columns: readonly [name: string, of: (item: Item, time: (at: Date | null) => string | null) => CsvCell][] = [
  ['episode_id', ({ id }) => id],
  ['call_ids', (item) => item.call_ids.join(' ')],
  ['thread_id', (item) => item.thread_id],
  ['contact_id', (item) => item.contact_id],
  ['contact_name', (item) => item.contact_name],
  ['from', (item) => phone(item.caller)],
  ['started_at', (item, time) => time(item.started_at)],
  ['queue', ({ queue }) => queue],
  ['intent', ({ intent }) => intent],
  ['channel', ({ channel }) => channel],
  ['line', ({ line }) => phone(line)],
  ['policy_version', (item) => item.policy_version],
  ['language', ({ language }) => language],
  ['decision', ({ decision }) => decision],
  ['reason', ({ reason }) => reason],
  ['outcome', ({ outcome }) => outcome],
  ['accepted_at', (item, time) => time(item.accepted_at)],
  ['delivered_at', (item, time) => time(item.delivered_at)],
  ['engaged_at', (item, time) => time(item.engaged_at)],
  ['resolved_at', (item, time) => time(item.resolved_at)],
  ['resolved_how', (item) => item.resolved_at && item.resolved_how],
  ['agent_voice_before_resolution', (item) => item.resolved_at && item.by_voice],
  ['recontact_at', (item, time) => time(againOf(item)?.at ?? null)],
  ['recontact_same_issue', (item) => againOf(item)?.same ?? null],
  ['recontact_why', (item) => againOf(item)?.why ?? null],
  ['recontact_stage', (item) => againOf(item)?.stage ?? null],
];

/** What each number gets from an episode, by the place of the number. */
export type Numbers = Record<`n${number}`, number>;

/** A page of episodes with all their numbers, newest first. */
export function linesOf(cohort: Cohort, now: Date, limit: number, after?: Place): Statement {
  const values = valuesOf(cohort, now, []);
  const n = values.length;
  const ofSource = (source: Source) =>
    numbers.flatMap(({ measure }, at) => (measure.source === source ? [`${sumOf(measure)} as n${at}`] : [])).join(', ');
  const own = numbers.flatMap(({ measure: { source, when, amount } }, at) =>
    source === 'episodes' ? [`case when ${when} then ${amount ?? 1} else 0 end::int as n${at}`] : [],
  );
  const each = (source: Source) =>
    `cross join lateral (select ${ofSource(source)} from ${sources[source].split(' join ')[0]} where episode_id = e.id) as of_${source}`;
  return {
    text: `select e.*, c.name as contact_name, k.from_number as caller, ${own.join(', ')}, of_surveys.*, of_sends.*
      from report_episodes e left join contacts c on c.id = e.contact_id left join calls k on k.id = e.call_ids[1]
      ${each('surveys')} ${each('sends')}
      where ${belongs(cohort)}
        and ($${n + 1}::timestamptz is null or (e.started_at, e.id) < ($${n + 1}, $${n + 2}::bigint))
      order by e.started_at desc, e.id desc limit ${limit}`,
    values: [...values, after?.at ?? null, after?.id ?? null],
  };
}

export const head = csvLine([...columns.map(([name]) => name), ...numbers.map(({ name }) => name)]);

/** Times are those of the report's zone, with how far it is from UTC. */
export function lineOf(item: Item, counted: Numbers, timeZone: string): string {
  const time = (at: Date | null) => at && zonedIso(at, timeZone);
  return csvLine([...columns.map(([, of]) => of(item, time)), ...numbers.map((_, n) => counted[`n${n}`] ?? 0)]);
}
