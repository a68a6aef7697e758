import type { FeeUnit, moreReports } from '#libs/contracts';
import { unitOf } from '../facts/send-quarters.sql.js';
import { type Counted, counts, keyed, type Source, sum } from '../query/counts.js';
import { latestEpisode, narrowed, ofEpisode, type Scope } from '../query/scope.service.js';

export interface Messages {
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

const within = (at: string, from: string, to: string) => `${at} >= ${from} and ${at} < ${to} and ${at} <= $asOf`;

/** By when we heard or wrote them. */
export function messages(scope: Scope, from = '$from', to = '$to'): string {
  const { channel: _, ...filter } = scope.filter;
  return `
  select m.thread_id, m.created_at as at, (m.created_at at time zone $timeZone)::date as day, m.channel, m.direction, m.type as kind
  from messages m ${latestEpisode({ ...scope, filter }, 'm.thread_id')}
  where ${within('m.created_at', from, to)}
    and m.direction in ('inbound', 'outbound')${narrowed(scope, { ...ofEpisode, channel: 'm.channel' })}`;
}

/** What providers took, by the prices of its time: from `$days` on. */
export const taken = (scope: Scope, from = '$from', to = '$to'): string => `
  select s.thread_id, s.at, (s.at at time zone $timeZone)::date as day, s.channel, s.units,
    width_bucket(s.at, $days::timestamptz[]) as price, ${unitOf('s')} as unit
  from report_sends s left join report_episodes e on e.id = s.episode_id
  where ${within('s.at', from, to)} and not s.failed${narrowed(scope, { ...ofEpisode, channel: 's.channel' })}`;

const message: Source = {
  name: 'message',
  with: (scope) => `with message as (${messages(scope)})`,
  byThread: true,
  why: ({ at, amount }) => [{ code: 'messages', at: at.toISOString(), count: amount }],
};

/** In `$currencies`, each unit by `$fees`. */
const charge: Source = {
  name: 'charge',
  with: (scope) => `
with taken as (${taken(scope)}), charge as (
  select *, ($currencies::text[])[price] as currency,
    case when price > 0 then ($fees::jsonb -> (price - 1) ->> unit)::numeric end as fee
  from taken
)`,
  byThread: true,
  why: ({ at, amount }) => [{ code: 'units', at: at.toISOString(), count: amount }],
};

const ofDay = keyed({ day: 'day::text' });
export const behind: Counted<(typeof moreReports.messageVolume)['tables']> = {
  days: {
    ...counts(message, ofDay, { inbound: `direction = 'inbound'`, outbound: `direction = 'outbound'` }),
    ...counts(charge, ofDay, { units: sum('units') }),
  },
  volume: counts(message, keyed({ channel: 'channel', direction: 'direction', kind: 'kind' }), { messages: 'true' }),
  costs: counts(charge, keyed({ channel: 'channel', unit: 'unit', fee: 'fee', currency: 'currency' }), {
    units: sum('units'),
  }),
};
