import { Injectable } from '@nestjs/common';
import type { FeeUnit, moreReports, RowsOf } from '#libs/contracts';
import { Costs } from '../costs/costs.service.js';
import type { Prices } from '../costs/prices.js';
import { type Counted, counted, counts, keyed, type Source, sum } from '../query/counts.js';
import { dayOf, latestEpisode, narrowed, ofEpisode, type Scope, share } from '../query/scope.service.js';

type Definition = (typeof moreReports.messageVolume)['tables'];
type Report = RowsOf<Definition>;
interface Messages {
  day: string;
  channel: string | null;
  direction: 'inbound' | 'outbound';
  kind: string;
  messages: number;
}
interface Charged {
  day: string;
  channel: string;
  unit: FeeUnit;
  price: number;
  units: number;
}

/** By when we heard or wrote them. */
const message: Source = {
  name: 'message',
  with: (scope) => `
with message as (
  select m.thread_id, m.created_at as at, (m.created_at at time zone $timeZone)::date as day, m.channel, m.direction, m.type as kind
  from messages m ${latestEpisode(scope, 'm.thread_id')}
  where m.created_at >= $from and m.created_at < $to and m.created_at <= $asOf
    and m.direction in ('inbound', 'outbound')${narrowed(scope, { ...ofEpisode, channel: 'm.channel' })}
)`,
  byThread: true,
  why: ({ at, amount }) => [{ code: 'messages', at: at.toISOString(), count: amount }],
};

/** What providers took, by the prices of its time: from `$days` on, in `$currencies`, each unit by `$fees`. */
const charge: Source = {
  name: 'charge',
  with: (scope) => `
with taken as (
  select s.thread_id, s.at, ${dayOf('s.at')} as day, s.channel, s.units, width_bucket(s.at, $days::timestamptz[]) as price,
    case when s.unit <> 'template' then s.unit
      when s.category in ('marketing', 'utility', 'authentication') then s.category else 'other' end as unit
  from report_sends s left join report_episodes e on e.id = s.episode_id
  where s.at >= $from and s.at < $to and s.at <= $asOf and not s.failed${narrowed(scope, { ...ofEpisode, channel: 's.channel' })}
), charge as (
  select *, ($currencies::text[])[price] as currency,
    case when price > 0 then ($fees::jsonb -> (price - 1) ->> unit)::numeric end as fee
  from taken
)`,
  byThread: true,
  why: ({ at, amount }) => [{ code: 'units', at: at.toISOString(), count: amount }],
};

const ofDay = keyed({ day: 'day::text' });
const behind: Counted<Definition> = {
  days: {
    ...counts(message, ofDay, { inbound: `direction = 'inbound'`, outbound: `direction = 'outbound'` }),
    ...counts(charge, ofDay, { units: sum('units') }),
  },
  volume: counts(message, keyed({ channel: 'channel', direction: 'direction', kind: 'kind' }), { messages: 'true' }),
  costs: counts(charge, keyed({ channel: 'channel', unit: 'unit', fee: 'fee', currency: 'currency' }), {
    units: sum('units'),
  }),
};

/** Days get their names once they are counted: that takes longer than counting. */
const volume = (scope: Scope) => `${message.with(scope)}
select to_char(day, 'YYYY-MM-DD') as day, channel, direction, kind, messages from (
  select day, channel, direction, kind, ${counted(behind.volume)} from message group by 1, 2, 3, 4) as counted`;

const units = (scope: Scope) => `${charge.with(scope)}
select day, channel, price, unit, ${counted(behind.costs)} from charge group by 1, 2, 3, 4`;

/** Money is added up in hundredths of a cent, so that 0.1 + 0.2 is 0.3. */
const money = (amount: number) => Math.round(amount * 1e4) / 1e4;

@Injectable()
export class MessageVolume {
  readonly behind = behind;

  constructor(private readonly costs: Costs) {}

  async tables(scope: Scope): Promise<Report> {
    const prices = await this.costs.all();
    const counted = await scope.rows<Messages>(volume(scope));
    const charged = await scope.rows<Charged>(units(scope), pricesIn(prices));
    return {
      days: daysOf(counted, charged, prices),
      volume: volumeOf(counted),
      costs: costsOf(charged, prices),
    };
  }

  async values(): Promise<Record<string, unknown>> {
    return pricesIn(await this.costs.all());
  }
}

const pricesIn = (prices: readonly Prices[]) => ({
  days: prices.map(({ validFrom }) => validFrom),
  currencies: prices.map(({ currency }) => currency),
  fees: JSON.stringify(prices.map(({ fees }) => fees)),
});

const feeOf = ({ price, unit }: Charged, prices: readonly Prices[]) => prices[price - 1]?.fees[unit] ?? null;
const currencyOf = ({ price }: Charged, prices: readonly Prices[]) => prices[price - 1]?.currency ?? null;

/** What a sum of units cost; null where one of the fees has not been entered. */
function costOf(charged: readonly Charged[], prices: readonly Prices[]): number | null {
  let cost: number | null = 0;
  for (const one of charged) {
    const fee = feeOf(one, prices);
    cost = fee === null || cost === null ? null : money(cost + one.units * fee);
  }
  return cost;
}

function daysOf(counted: readonly Messages[], charged: readonly Charged[], prices: readonly Prices[]): Report['days'] {
  const days = [...new Set([...counted, ...charged].map(({ day }) => day))].sort();
  return days.map((day) => {
    const sends = charged.filter((one) => one.day === day);
    const sum = (direction: string) =>
      counted.reduce((all, one) => all + (one.day === day && one.direction === direction ? one.messages : 0), 0);
    return {
      day,
      inbound: sum('inbound'),
      outbound: sum('outbound'),
      units: sends.reduce((all, one) => all + one.units, 0),
      cost: costOf(sends, prices),
      currency: sends.map((one) => currencyOf(one, prices)).find((currency) => currency !== null) ?? null,
    };
  });
}

function volumeOf(counted: readonly Messages[]): Report['volume'] {
  const all = counted.reduce((sum, { messages }) => sum + messages, 0);
  return by(counted, ({ channel, direction, kind }) => [channel, direction, kind]).map((group) => {
    const [{ channel, direction, kind }] = group;
    const messages = group.reduce((sum, one) => sum + one.messages, 0);
    return { channel, direction, kind, messages, share: share(messages, all) };
  });
}

function costsOf(charged: readonly Charged[], prices: readonly Prices[]): Report['costs'] {
  const fees = (one: Charged) => [one.channel, one.unit, feeOf(one, prices), currencyOf(one, prices)];
  return by(charged, fees).map((group) => {
    const [one] = group;
    return {
      channel: one.channel,
      unit: one.unit,
      units: group.reduce((sum, each) => sum + each.units, 0),
      fee: feeOf(one, prices),
      cost: costOf(group, prices),
      currency: currencyOf(one, prices),
    };
  });
}

/** In the order of their keys. */
function by<T>(rows: readonly T[], keyOf: (row: T) => readonly unknown[]): [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const row of rows) {
    const key = JSON.stringify(keyOf(row));
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}
