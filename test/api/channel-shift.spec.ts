import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChannelShiftReport } from '#libs/contracts';
import { workedExample } from '../../libs/reports/src/testing/worked-example.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { tellStory } from '../support/report-log.js';
import { expectWorkedExample } from '../support/worked-example.js';

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

describe('the worked example', () => {
  it.each([
    ['on 20 March', `${hourOf}&asOf=2026-03-20`],
    ['now, by the sums of its hour', hourOf],
  ])('is reproduced to the decimal, opened %s', async (_, query) => {
    expectWorkedExample(await report(query));
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
