import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChannelShiftReport, ReportedCall } from '#libs/contracts';
import { type Cohort, pendingOf } from '../../libs/reports/src/query/cohort.sql.js';
import { randomBy, randomStory } from '../../libs/reports/src/testing/random-story.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { tellStory } from '../support/report-log.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e6));
let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
  await tellStory(hub, randomStory(randomBy(seed), 90));
});
afterAll(() => hub?.stop());

const day = 86_400_000;
const ten = 'from=2026-03-23&to=2026-04-20';
const get = async <T = ChannelShiftReport>(query: string): Promise<T> => {
  const { status, body } = await hub.api<T>('GET', `/api/v1/reports/channel-shift${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};

describe(`A random story (seed ${seed})`, () => {
  const zones = ['UTC', 'Europe/London', 'America/New_York'];
  const groups = [
    '',
    'day',
    'hour',
    'queue',
    'intent',
    'channel',
    'line',
    'policyVersion',
    'language',
    'weekday,hourOfDay',
  ];
  const filters = ['', '&intent=billing', '&intent=', '&channel=sms', '&queue=sales', '&weekday=7', '&day=2026-03-29'];
  const asked = groups.flatMap((by, n) =>
    [0, 1, 2].map((k) => [zones[k]!, by, filters[(n * 3 + k) % filters.length]!] as const),
  );

  it.each(asked)('has the same sums by hour as by row: %s, by %s %s', async (zone, by, filter) => {
    // Where two dimensions meet, both are counted by row.
    const query = `?${ten}&timeZone=${zone}${by && `&groupBy=${by}`}${filter}`;
    const { asOf: _, ...byHour } = await get(query);
    const { asOf: __, ...byRow } = await get(`${query}&asOf=2027-01-01`);
    expect(byHour).toEqual(byRow);
    expect(byRow.checks.filter(({ ok }) => !ok)).toEqual([]);
    for (const name of ['episodes', 'calls', 'accepted', 'engaged', 'resolved'] as const) {
      const inGroups = byRow.groups?.reduce((all, { counts }) => all + counts[name], 0);
      if (by) expect(inGroups).toBe(byRow.counts[name]);
    }
  });

  it('has as many pending by hour as by row, whenever it is opened', async () => {
    const [story] = await hub.query<{ last: Date }>('select max(accepted_at) as last from report_episodes');
    const [from, to] = [new Date('2026-03-23'), new Date(Math.ceil(story!.last.getTime() / day + 1) * day)];
    const cohort = { from, to, asOf: null, timeZone: 'Europe/London' };
    const pendingRows = async (asked: Cohort, now: Date, byRow: boolean) => {
      const { text, values } = pendingOf(asked, now, byRow);
      const rows = await hub.query<Record<string, unknown>>(text, values);
      // Without groups there is one row; of groups only those that have any are told.
      return asked.groupBy.length === 0
        ? rows
        : rows
            .filter((row) => row['7d'] !== 0)
            .map((row) => JSON.stringify(row))
            .sort();
    };
    for (const days of [0, 0.7, 1, 1.04, 1.05, 2.99, 3.04, 3.05, 5.3, 6.1, 7, 7.04, 7.05, 12, 20]) {
      const now = new Date(story!.last.getTime() + days * day);
      for (const [groupBy, filter] of [
        [[], {}],
        [['queue', 'day'], {}],
        [['intent'], {}],
        [['hourOfDay'], { channel: 'sms' }],
      ] as [Cohort['groupBy'], Cohort['filter']][]) {
        const [byHour, byRow] = [false, true].map((rows) => pendingRows({ ...cohort, groupBy, filter }, now, rows));
        expect(await byHour, `${days} ${groupBy.join()}`).toEqual(await byRow);
      }
    }
  });

  it('opens into as many as it counts', async () => {
    const { counts } = await get(`?${ten}`);
    for (const [metric, expected] of [
      ['verified', counts.verified['7d']],
      ['bounced', counts.bounced['7d'].all],
      ['engaged', counts.engaged],
    ] as const) {
      expect(expected, metric).toBeGreaterThan(0);
      let found = 0;
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: { items: ReportedCall[]; nextCursor: string | null } = await get(
          `/calls?${ten}&metric=${metric}&limit=100${cursor && `&cursor=${cursor}`}`,
        );
        found += page.items.length;
        cursor = page.nextCursor;
      }
      expect(found, metric).toBe(expected);
    }
  });
});

describe('A row that somebody has spoiled', () => {
  it('breaks the sum that it belongs to, which names its calls', async () => {
    const [spoiled] = await hub.query<{ id: string; calls: string[] }>(
      `update report_episodes set outcome = 'vanished' where id = (select min(id) from report_episodes where outcome = 'declined')
       returning id, call_ids::text[] as calls`,
    );
    const [late] = await hub.query<{ calls: string[] }>(
      `update report_episodes set same_stage = null where id = (
         select min(id) from report_episodes where same_at <= accepted_at + interval '7 days' and delivered_at is not null)
       returning call_ids::text[] as calls`,
    );
    const { checks } = await get(`?${ten}&asOf=2027-01-01`);
    const broken = Object.fromEntries(checks.filter(({ ok }) => !ok).map(({ name, calls }) => [name, calls]));
    expect(broken['offered = accepted + declined + no_input + hung_up + callback + undecided']).toEqual(spoiled!.calls);
    expect(broken['bounce_7d = bounce_before_7d + bounce_during_7d + bounce_assisted_7d + bounce_after_7d']).toEqual(
      late!.calls,
    );
  });
});
