import { counted } from '../query/counts.js';
import { narrowed, ofEpisode, type Scope } from '../query/scope.service.js';
import { countedPart, onQuarter } from './counted-part.js';
import { behind, type Charged, type Messages, messages, taken } from './sources.js';

/** Sums know channels, and neither queues nor intents. */
const bySums = ({ filter: { queue, intent } }: Scope) => queue === undefined && intent === undefined;
const quarters = (scope: Scope) =>
  `quarter >= $countedFrom and quarter < $countedTo${narrowed(scope, { ...ofEpisode, channel: 'channel' })}`;

const eachMessage = (scope: Scope, from?: string, to?: string) => `
select day, channel, direction, kind, ${counted(behind.volume)} from (${messages(scope, from, to)}) as message group by 1, 2, 3, 4`;

const messagesBySums = (scope: Scope) => `
select (quarter at time zone $timeZone)::date, nullif(channel, ''), direction, kind, messages
from message_quarters where ${quarters(scope)}
union all ${eachMessage(scope, '$from', '$countedFrom')} union all ${eachMessage(scope, '$countedTo', '$to')}`;

/** Days get their names once they are counted: that takes longer than counting. */
export async function messagesOf(scope: Scope): Promise<Messages[]> {
  // What has been counted only grows, so that it may be asked first.
  const [counting] = await scope.rows<{ until: Date | null }>('select until from message_counting');
  const part = bySums(scope) ? countedPart(scope, counting?.until ?? null) : null;
  return scope.rows(
    `select to_char(day, 'YYYY-MM-DD') as day, channel, direction, kind, sum(messages)::int as messages
     from (${part ? messagesBySums(scope) : eachMessage(scope)}) as part (day, channel, direction, kind, messages)
     group by part.day, channel, direction, kind having sum(messages) <> 0`,
    part ? { countedFrom: part.from, countedTo: part.to } : {},
  );
}

const eachCharge = (scope: Scope, from?: string, to?: string) => `
select day, channel, price, unit, ${counted(behind.costs)} from (${taken(scope, from, to)}) as charge group by 1, 2, 3, 4`;

const unitsBySums = (scope: Scope) => `
select (quarter at time zone $timeZone)::date, channel, width_bucket(quarter, $days::timestamptz[]), unit, units
from report_send_quarters where ${quarters(scope)}
union all ${eachCharge(scope, '$from', '$countedFrom')} union all ${eachCharge(scope, '$countedTo', '$to')}`;

/** `days`: from when each price holds; `price`: which of them held, from 1, 0 for none. */
export async function unitsOf(scope: Scope, days: readonly Date[]): Promise<Charged[]> {
  const part = bySums(scope) && days.every(onQuarter) ? countedPart(scope, scope.to) : null;
  return scope.rows(
    `select to_char(day, 'YYYY-MM-DD') as day, channel, price, unit, sum(units)::int as units
     from (${part ? unitsBySums(scope) : eachCharge(scope)}) as part (day, channel, price, unit, units)
     group by part.day, channel, price, unit having sum(units) <> 0`,
    { days, ...(part && { countedFrom: part.from, countedTo: part.to }) },
  );
}
