import { dimensions, measureNames as names, measures, type Source, sources, sumOf } from '../channel-shift/measures.js';

/** A report by hour is drawn up for the end of time: whatever has been heard counts. */
const ever = `'infinity'::timestamptz`;

/** Hours are whole hours of UTC; a value nobody gave is the empty text. */
const keys = [
  `('', '')`,
  ...Object.entries(dimensions).map(([name, column]) => `('${name}', coalesce(${column}, ''))`),
].join(', ');

const part = (source: Source, sign: string): string => {
  const sum = (measure: (typeof measures)[number]) =>
    `${measure.source === source ? `${sign}(${sumOf(measure).replaceAll('$1', ever)})` : '0'} as ${measure.name}`;
  return `select key.dim, date_trunc('hour', e.started_at, 'UTC') as hour, key.value, ${measures.map(sum).join(', ')}
    from ${sources[source]} cross join lateral (values ${keys}) as key(dim, value)
    where e.id = any($1) group by 1, 2, 3`;
};

/**
 * Takes what some episodes count out of the sums by hour, or adds it: before and after they change, in one transaction.
 * $1 the episodes. Only one writer at a time, who holds the lock on the progress.
 */
export const addHours = (sign: '' | '-'): string => `
insert into report_hours (dim, hour, value, ${names.join(', ')})
select dim, hour, value, ${names.map((name) => `sum(${name})`).join(', ')}
from (${(['episodes', 'surveys', 'sends'] as const).map((source) => part(source, sign)).join(' union all ')}) as part
group by 1, 2, 3 order by 1, 2, 3
on conflict (dim, hour, value) do update set ${names
  .map((name) => `${name} = report_hours.${name} + excluded.${name}`)
  .join(', ')}`;
