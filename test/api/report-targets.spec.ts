import { describe, expect, it } from 'vitest';
import type { Problem, TargetAlert } from '#libs/contracts';
import { problem } from '../support/conversations.js';
import { eventually } from '../support/hub.js';
import { date, day, finalDay, scheduleRig, today } from '../support/report-schedules.js';

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
    await new Promise((resolve) => setTimeout(resolve, 11_000));
    expect(await checks()).toHaveLength(3);
  });

  it.each([
    ['a window where there is none', { metric: 'channelShift', window: '24h' }],
    ['none where there is one', { metric: 'bounce' }],
    ['more than everything', { metric: 'channelShift', value: 1.5 }],
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
