import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChannelShiftReport } from '#libs/contracts';
import { workedExample } from '../../libs/reports/src/testing.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { tellStory } from '../support/report-log.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
  await hub.query(
    `insert into report_costs (valid_from, currency, voice, digital, fees)
     values ('2026-01-01', 'EUR', 6, 2.4, '{"utility": 0.05, "segment": 0.05}')`,
  );
  await tellStory(hub, workedExample());
});
afterAll(() => hub.stop());

const hourOf = 'from=2026-03-01T09:00:00Z&to=2026-03-01T10:00:00Z&timeZone=UTC';
const report = async (query: string) => {
  const answer = await hub.api<ChannelShiftReport>('GET', `/api/v1/reports/channel-shift?${query}`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};
const percent = (rate: number | null) => (rate === null ? null : Math.round(rate * 1000) / 10);

describe('the worked example', () => {
  it.each([
    ['on 20 March', `${hourOf}&asOf=2026-03-20`],
    ['now, by the sums of its hour', hourOf],
  ])('is reproduced to the decimal, opened %s', async (_, query) => {
    const { windows, counts, rates, csat, savings, checks } = await report(query);
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
  });

  it('is final after 24 h and pending beyond, opened on 3 March', async () => {
    const { windows, counts } = await report(`${hourOf}&asOf=2026-03-03`);
    expect(windows).toMatchObject({
      '24h': { status: 'final' },
      '72h': { status: 'pending', pending: 11 },
      '7d': { status: 'pending', pending: 11 },
    });
    // Nobody has rung again after 60 h yet.
    expect(counts.bounced['72h'].all).toBe(3);
  });

  it('is the same by groups and in sum', async () => {
    const { counts, groups } = await report(`${hourOf}&groupBy=intent,channel`);
    const sum = (of: (group: (typeof groups & object)[number]) => number) =>
      groups!.reduce((all, group) => all + of(group), 0);
    expect(sum((group) => group.counts.episodes)).toBe(counts.episodes);
    expect(sum((group) => group.counts.verified['7d'])).toBe(counts.verified['7d']);
    expect(groups!.map(({ key }) => key)).toContainEqual({ intent: 'billing', channel: 'sms' });
  });
});
