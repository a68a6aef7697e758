import { Injectable } from '@nestjs/common';
import type { moreReports, RowsOf } from '#libs/contracts';
import { Costs } from '../costs/costs.service.js';
import { money, type Prices } from '../costs/prices.js';
import { type Scope, share } from '../query/scope.service.js';
import { behind, type Charged, type Messages } from './sources.js';
import { messagesOf, unitsOf } from './volume-sums.js';

type Report = RowsOf<typeof moreReports.messageVolume.tables>;

@Injectable()
export class MessageVolume {
  readonly behind = behind;

  constructor(private readonly costs: Costs) {}

  async tables(scope: Scope): Promise<Report> {
    const prices = await this.costs.all();
    const { days } = pricesIn(prices);
    const counted = await messagesOf(scope);
    const charged = await unitsOf(scope, days);
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
