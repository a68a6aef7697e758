import type { FeeUnit } from '#libs/contracts';
import { latestEpisode, narrowed, ofEpisode, type Scope } from '../query/scope.service.js';
import { unitOf } from '../facts/send-quarters.sql.js';
import { countedPart, onQuarter } from './counted-part.js';

export interface Counted {
  day: string;
  channel: string | null;
  direction: 'inbound' | 'outbound';
  kind: string;
  messages: number;
}
export interface Charged {
  day: string;
  channel: string;
  unit: FeeUnit;
  price: number;
  units: number;
}

/** Sums know channels, and neither queues nor intents. */
const bySums = ({ filter: { queue, intent } }: Scope) => queue === undefined && intent === undefined;
/** Days get their names once they are counted: that takes longer than counting. */
const dayOf = (at: string) => `(${at} at time zone $timeZone)::date`;
const within = (at: string, from: string, to: string) => `${at} >= ${from} and ${at} < ${to} and ${at} <= $asOf`;

/** One by one, by when we heard or wrote them. */
function messages(scope: Scope, from: string, to: string): string {
  const { channel: _, ...filter } = scope.filter;
  return `select ${dayOf('m.created_at')}, m.channel, m.direction, m.type, count(*)::int
    from messages m ${latestEpisode({ ...scope, filter }, 'm.thread_id')}
    where ${within('m.created_at', from, to)} and m.direction in ('inbound', 'outbound')
      ${narrowed(scope, { ...ofEpisode, channel: 'm.channel' })} group by 1, 2, 3, 4`;
}

const messagesBySums = (scope: Scope) => `
select ${dayOf('quarter')}, nullif(channel, ''), direction, kind, messages from message_quarters
where quarter >= $countedFrom and quarter < $countedTo${narrowed(scope, { ...ofEpisode, channel: 'channel' })}
union all ${messages(scope, '$from', '$countedFrom')} union all ${messages(scope, '$countedTo', '$to')}`;

export async function messagesOf(scope: Scope): Promise<Counted[]> {
  // What has been counted only grows, so that it may be asked first.
  const [counting] = await scope.rows<{ until: Date | null }>('select until from message_counting');
  const part = bySums(scope) ? countedPart(scope, counting?.until ?? null) : null;
  return scope.rows(
    `select to_char(day, 'YYYY-MM-DD') as day, channel, direction, kind, sum(messages)::int as messages
     from (${part ? messagesBySums(scope) : messages(scope, '$from', '$to')}) as part (day, channel, direction, kind, messages)
     group by part.day, channel, direction, kind having sum(messages) <> 0`,
    part ? { countedFrom: part.from, countedTo: part.to } : {},
  );
}

const units = (scope: Scope, from: string, to: string) => `
select ${dayOf('s.at')}, s.channel, width_bucket(s.at, $prices::timestamptz[]), ${unitOf('s')}, sum(s.units)::int
from report_sends s left join report_episodes e on e.id = s.episode_id
where ${within('s.at', from, to)} and not s.failed${narrowed(scope, { ...ofEpisode, channel: 's.channel' })}
group by 1, 2, 3, 4`;

const unitsBySums = (scope: Scope) => `
select ${dayOf('quarter')}, channel, width_bucket(quarter, $prices::timestamptz[]), unit, units from report_send_quarters
where quarter >= $countedFrom and quarter < $countedTo${narrowed(scope, { ...ofEpisode, channel: 'channel' })}
union all ${units(scope, '$from', '$countedFrom')} union all ${units(scope, '$countedTo', '$to')}`;

/** `prices`: from when each holds; `price`: which of them held, from 1, 0 for none. */
export async function unitsOf(scope: Scope, prices: readonly Date[]): Promise<Charged[]> {
  const part = bySums(scope) && prices.every(onQuarter) ? countedPart(scope, scope.to) : null;
  return scope.rows(
    `select to_char(day, 'YYYY-MM-DD') as day, channel, price, unit, sum(units)::int as units
     from (${part ? unitsBySums(scope) : units(scope, '$from', '$to')}) as part (day, channel, price, unit, units)
     group by part.day, channel, price, unit having sum(units) <> 0`,
    { prices, ...(part && { countedFrom: part.from, countedTo: part.to }) },
  );
}
