import {
  type ChannelShiftFigures,
  type ChannelShiftRates,
  FeeUnit,
  type Incremental,
  type ReportWindow,
  type Savings,
} from '#libs/contracts';
import { money, type Prices } from '../costs/prices.js';
import { differenceOf, meanOf } from '../query/welch.js';
import { measureNames, perWindow } from './measures.js';

export type Sums = Record<string, number>;

/** Sums that are counted under one price. */
export interface PricedSums {
  prices: Prices | null;
  sums: Sums;
}

export const addSums = (all: readonly Sums[], names: readonly string[] = measureNames): Sums => {
  if (all.length === 1) return all[0]!;
  return Object.fromEntries(names.map((name) => [name, all.reduce((sum, sums) => sum + (sums[name] ?? 0), 0)]));
};

const rate = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
const byWindow = <T>(of: (window: ReportWindow) => T): Record<ReportWindow, T> => ({
  '24h': of('24h'),
  '72h': of('72h'),
  '7d': of('7d'),
});

/** The figures of a cohort from its sums: the formulas of the product, and nothing else. */
export function figuresOf(
  priced: readonly PricedSums[],
  pending: Record<ReportWindow, number>,
  over: boolean,
): ChannelShiftFigures {
  const sums = addSums(priced.map((each) => each.sums));
  const n = (name: string) => sums[name] ?? 0;
  return {
    windows: byWindow((window) => ({
      // More may still begin where the period is not over.
      status: over && pending[window] === 0 ? ('final' as const) : ('pending' as const),
      pending: pending[window],
    })),
    counts: {
      episodes: n('episodes'),
      calls: n('calls'),
      offered: n('offered'),
      notOffered: n('not_offered'),
      answered: n('answered'),
      control: n('control'),
      accepted: n('accepted'),
      declined: n('declined'),
      noInput: n('no_input'),
      hungUp: n('hung_up'),
      callback: n('callback'),
      undecided: n('undecided'),
      delivered: n('delivered'),
      failed: n('failed'),
      onItsWay: n('on_its_way'),
      fallback: n('fallback'),
      engaged: n('engaged'),
      resolved: n('resolved'),
      confirmed: n('confirmed'),
      assumed: n('assumed'),
      evaporated: n('evaporated_7d'),
      contained: n('contained'),
      bounced: byWindow((window) => ({
        all: n(perWindow('bounce', window)),
        before: n(perWindow('bounce_before', window)),
        during: n(perWindow('bounce_during', window)),
        assisted: n(perWindow('bounce_assisted', window)),
        after: n(perWindow('bounce_after', window)),
      })),
      anyRecontact: byWindow((window) => n(perWindow('any', window))),
      evaporatedBy: byWindow((window) => n(perWindow('evaporated', window))),
      verified: byWindow((window) => n(perWindow('verified', window))),
    },
    rates: ratesOf(n),
    csat: {
      score: rate(n('surveys_good'), n('surveys_answered')),
      answers: n('surveys_answered'),
      delivered: n('surveys_delivered'),
    },
    savings: savingsOf(priced),
    incremental: incrementalOf(n),
  };
}

function ratesOf(n: (name: string) => number): ChannelShiftRates {
  return {
    offer: rate(n('offered'), n('episodes')),
    acceptance: rate(n('accepted'), n('offered')),
    handoffSuccess: rate(n('delivered'), n('accepted')),
    engagement: rate(n('engaged'), n('accepted')),
    channelShift: rate(n('engaged'), n('episodes')),
    digitalResolution: rate(n('resolved'), n('engaged')),
    verifiedDeflection: byWindow((window) => ({
      perEpisode: rate(n(perWindow('verified', window)), n('episodes')),
      perOffered: rate(n(perWindow('verified', window)), n('offered')),
      perAccepted: rate(n(perWindow('verified', window)), n('accepted')),
    })),
    bounce: byWindow((window) => rate(n(perWindow('bounce', window)), n('delivered'))),
    anyRecontact: byWindow((window) => rate(n(perWindow('any', window)), n('delivered'))),
    evaporated: byWindow((window) => rate(n(perWindow('evaporated', window)), n('delivered'))),
    menuContainment: rate(n('contained'), n('episodes')),
    deferred: rate(n('callback'), n('episodes')),
  };
}

const feeUnits = FeeUnit.options.map((unit) => ({ unit, name: `units_${unit}` }));

/** Each debit under the prices of its time. A price nobody has entered is missing, never assumed. */
function savingsOf(priced: readonly PricedSums[]): Savings {
  const missing = new Set<string>();
  let currency: string | null = null;
  const debit = (name: 'voice' | 'digital', sum: string) => {
    let all: number | null = 0;
    for (const { prices, sums } of priced) {
      const count = sums[sum] ?? 0;
      if (count === 0) continue;
      const price = prices?.[name] ?? null;
      if (price === null) missing.add(name);
      all = price === null || all === null ? null : all + count * price;
    }
    return all === null ? null : money(all);
  };
  const voice = debit('voice', perWindow('verified', '7d'));
  const digital = debit('digital', 'engaged');
  let fees: number | null = 0;
  for (const { prices, sums } of priced) {
    currency = prices?.currency ?? currency;
    for (const { unit, name } of feeUnits) {
      const units = sums[name] ?? 0;
      if (units === 0) continue;
      const fee = prices?.fees[unit] ?? null;
      if (fee === null) missing.add(`fees.${unit}`);
      fees = fee === null || fees === null ? null : fees + units * fee;
    }
  }
  const debits = fees === null ? null : money(fees);
  const known = voice !== null && digital !== null && debits !== null && currency !== null;
  return {
    net: known ? money(voice - digital - debits) : null,
    currency,
    voice,
    digital,
    fees: debits,
    missing: [...missing].sort(),
  };
}

function incrementalOf(n: (name: string) => number): Incremental {
  const sample = (kind: 'control' | 'offered') => ({
    size: n(kind),
    sum: n(`voice_${kind}`),
    squares: n(`voice_${kind}_sq`),
  });
  const [control, offered] = [sample('control'), sample('offered')];
  const shown = (group: typeof control) => ({ episodes: group.size, perEpisode: meanOf(group) });
  return { control: shown(control), offered: shown(offered), ...differenceOf(control, offered) };
}
