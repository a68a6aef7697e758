import { expect } from 'vitest';
import type { ChannelShiftReport } from '#libs/contracts';

const percent = (rate: number | null) => (rate === null ? null : Math.round(rate * 1000) / 10);

/** The product's worked example to the decimal, opened when every window is final. */
export function expectWorkedExample(report: ChannelShiftReport): void {
  const { windows, counts, rates, csat, savings, checks } = report;
  expect(windows).toEqual({
    '24h': { status: 'final', pending: 0 },
    '72h': { status: 'final', pending: 0 },
    '7d': { status: 'final', pending: 0 },
  });
  expect(counts).toMatchObject({
    episodes: 19,
    calls: 20,
    offered: 15,
    notOffered: 3,
    answered: 1,
    control: 0,
    accepted: 11,
    declined: 1,
    noInput: 1,
    hungUp: 1,
    callback: 1,
    delivered: 10,
    failed: 1,
    engaged: 8,
    resolved: 7,
    evaporated: 1,
    fallback: 1,
  });
  expect({
    offer: percent(rates.offer),
    acceptance: percent(rates.acceptance),
    handoffSuccess: percent(rates.handoffSuccess),
    engagement: percent(rates.engagement),
    channelShift: percent(rates.channelShift),
    digitalResolution: percent(rates.digitalResolution),
  }).toEqual({
    offer: 78.9,
    acceptance: 73.3,
    handoffSuccess: 90.9,
    engagement: 72.7,
    channelShift: 42.1,
    digitalResolution: 87.5,
  });
  const each = <T>(by: Record<'24h' | '72h' | '7d', T>, of: (value: T) => number | null) =>
    [by['24h'], by['72h'], by['7d']].map((value) => percent(of(value)));
  expect(each(rates.bounce, (rate) => rate)).toEqual([30, 40, 50]);
  expect(each(rates.anyRecontact, (rate) => rate)).toEqual([30, 50, 60]);
  expect(each(rates.verifiedDeflection, ({ perEpisode }) => perEpisode)).toEqual([31.6, 26.3, 21.1]);
  expect(each(rates.verifiedDeflection, ({ perOffered }) => perOffered)).toEqual([40, 33.3, 26.7]);
  expect(each(rates.verifiedDeflection, ({ perAccepted }) => perAccepted)).toEqual([54.5, 45.5, 36.4]);
  expect(csat).toEqual({ score: 2 / 3, answers: 3, delivered: 7 });
  expect(percent(csat.answers / csat.delivered)).toBe(42.9);
  expect(savings).toEqual({ net: 4.3, currency: 'EUR', voice: 24, digital: 19.2, fees: 0.5, missing: [] });
  expect(checks.every(({ ok }) => ok)).toBe(true);
}
