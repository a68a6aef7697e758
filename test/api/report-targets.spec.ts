import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Problem, TablesAnswer, TargetAlert } from '#libs/contracts';
import { hours, Log, minutes } from '../../libs/reports/src/testing/story.js';
import { problem } from '../support/conversations.js';
import { eventually } from '../support/hub.js';
import { date, day, finalDay, scheduleRig, today, twoRounds } from '../support/report-schedules.js';
import { tellStory } from '../support/report-log.js';

const rig = scheduleRig();
const { smtp, put, runNow, sent } = rig;

describe('targets', () => {
  const target = (body: object) => rig.hub.api<{ id: string } & Problem>('PUT', '/api/v1/reports/targets', body);
  const alerts = async () => (await rig.hub.api<{ items: TargetAlert[] }>('GET', '/api/v1/reports/alerts')).body.items;

  it('raise an alert of a day that is final, once, and mails tell it', { timeout: 90_000 }, async () => {
    await smtp();
    const from = date(today - 30 * day);
    const goals = [
      { metric: 'verifiedPerAccepted', window: '7d', bound: 'atLeast', value: 0.9 },
      { metric: 'bounce', window: '7d', bound: 'atMost', value: 0.5 },
      // Missed yesterday, which is still pending.
      { metric: 'channelShift', bound: 'atLeast', value: 0.9 },
    ];
    for (const goal of goals) expect((await target({ ...goal, from })).status).toBe(200);
    const checks = () => rig.hub.query<{ id: string }>('select id from report_target_checks');
    await eventually(async () => (await checks()).length === 3, 30_000);
    const expected = { metric: 'verifiedPerAccepted', day: date(finalDay), actual: 6 / 7, value: 0.9, latest: true };
    expect(await alerts()).toEqual([expect.objectContaining(expected)]);
    await runNow((await put()).id);
    await sent();
    expect(rig.server.mails[0]!.text).toMatch(
      /missed:\n- .*: Verified deflection, of accepted, 7d 85\.7% \(at least 90\.0%\)/,
    );
    // A stricter value from today on says nothing of a day that has been looked at.
    expect((await target({ ...goals[1]!, value: 0, from })).status).toBe(200);
    await sleep(twoRounds);
    expect(await checks()).toHaveLength(3);
  });

  it('of first responses and promises are held against days that are over, once', async () => {
    // On the last day that is settled three were answered, after ten minutes, an hour and two; of two promises one was broken.
    const begun = Math.floor((Date.now() - hours(73)) / day) * day - day;
    const log = new Log(new Date(begun), 800_000);
    const iso = (at: number) => log.at(at).toISOString();
    const answered = (contact: string, at: number, after: number, promisedAt: number | null) => {
      const one = log
        .customer(contact)
        .rings(at, { queue: 'moving' })
        .decided(at)
        .accepts(at)
        .delivered(at)
        .engaged(at);
      const promised = promisedAt === null ? null : iso(promisedAt);
      one.tells(at + after, 'thread.first_reply', { cycle: 1, by: '1', customerAt: iso(at), promisedAt: promised });
    };
    answered('801', hours(9), minutes(10), hours(10));
    answered('802', hours(10), hours(1), hours(10) + minutes(30));
    answered('803', hours(11), hours(2), null);
    // The day after, which is not settled yet.
    answered('804', day + hours(9), hours(9), day + hours(10));
    await tellStory(rig.hub, log);
    const { body } = await rig.hub.api<{ calendar: object }>('GET', '/api/v1/work-settings');
    const calendar = { ...body.calendar, hours: null };
    expect((await rig.hub.api('PUT', '/api/v1/work-settings', { ...body, calendar })).status).toBe(200);

    const from = date(today - 30 * day);
    const queue = 'moving';
    for (const goal of [
      { metric: 'firstResponse', bound: 'atMost', value: 1800 },
      { metric: 'promiseKept', bound: 'atLeast', value: 0.9 },
      { metric: 'promiseKept', bound: 'atLeast', value: 0.4, from: date(today - 20 * day), queue: null },
    ])
      expect((await target({ queue, from, ...goal })).status).toBe(200);
    const told = async () => (await alerts()).filter(({ metric }) => /first|promise/.test(metric));
    await eventually(async () => (await told()).length === 2, 30_000);
    const row = async (query: string) =>
      (await rig.hub.api<TablesAnswer>('GET', `/api/v1/reports/first-response?${query}`)).body.tables.responses![0]!;
    const that = await row(`from=${date(begun)}&to=${date(begun + day)}&queue=moving`);
    expect(that).toMatchObject({ businessMedianSeconds: 3600, keptShare: 0.5 });
    const [first, second] = (await told()).toSorted((a, b) => a.metric.localeCompare(b.metric));
    expect(first).toMatchObject({ metric: 'firstResponse', day: date(begun), actual: 3600, value: 1800, latest: true });
    expect(second).toMatchObject({ metric: 'promiseKept', day: date(begun), actual: 0.5, value: 0.9 });
    await smtp();
    await runNow((await put({ report: 'first-response' })).id);
    await sent();
    expect(rig.server.mails[0]!.text).toMatch(
      /First response, median in business time, moving 1 hr \(at most 30 mins\)/,
    );
    expect(rig.server.mails[0]!.text).toMatch(/Promises kept, moving 50\.0% \(at least 90\.0%\)/);
    await sleep(twoRounds);
    expect(await told()).toHaveLength(2);
  });

  it('say nothing of a day while a call of it can still change', async () => {
    // Accepted so long after it began that it is not final by the time its day is looked at.
    const from = Math.floor((Date.now() - hours(25)) / day) * day - day;
    const log = new Log(new Date(from), 900_000);
    const late = Date.now() - hours(20) - from;
    const one = log
      .customer('900001')
      .rings(hours(23))
      .decided(hours(23) + 1000);
    one.accepts(late).delivered(late + 1000);
    await tellStory(rig.hub, log);
    const goal = { metric: 'acceptance', bound: 'atLeast', value: 0.5, from: date(today - 30 * day) };
    const { body } = await target(goal);
    const checks = () => rig.hub.query('select from report_target_checks where target_id = $1', [body.id]);
    await sleep(twoRounds);
    expect(await checks()).toEqual([]);
    await rig.hub.query(
      `update report_episodes set accepted_at = accepted_at - interval '1 day' where contact_id = 900001`,
    );
    await eventually(async () => (await checks()).length === 1);
  });

  it.each([
    ['a window where there is none', { metric: 'channelShift', window: '24h' }],
    ['none where there is one', { metric: 'bounce' }],
    ['more than everything', { metric: 'channelShift', value: 1.5 }],
    ['more than all promises', { metric: 'promiseKept', value: 1.5 }],
    ['a window for a time', { metric: 'firstResponse', window: '24h' }],
    ['less than no time', { metric: 'firstResponse', value: -1 }],
  ])('refuse %s', async (_, change) => {
    expect((await target({ bound: 'atLeast', value: 0.5, from: '2026-01-01', ...change })).status).toBe(400);
  });

  it('refuse a queue nobody has', async () => {
    const refused = await target({
      metric: 'offer',
      bound: 'atLeast',
      value: 0.5,
      from: '2026-01-01',
      queue: 'nowhere',
    });
    expect(problem(refused.body)).toBe('unknown-queue');
  });
});
