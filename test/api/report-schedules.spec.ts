import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { problem } from '../support/conversations.js';
import { scheduleRig, startHurriedHub, today, twoRounds } from '../support/report-schedules.js';

const rig = scheduleRig();
const { closing, lastRun, smtp, put, sent } = rig;

describe('when it is due', () => {
  const since = (at: string) => rig.hub.query(`update report_schedules set since = now() - interval '${at}'`);

  it('goes out once, from two hubs, and once for all the days nobody was there', { timeout: 120_000 }, async () => {
    await smtp();
    const second = await startHurriedHub(rig.hub);
    closing.push(() => second.stop());
    // A minute that has just begun; a schedule that is four days old.
    const at = new Date().toISOString().slice(11, 16);
    await put({ at });
    // What was due before it was made is not.
    await sleep(twoRounds);
    expect(await lastRun()).toBeNull();
    await since('4 days');
    await sent();
    await sleep(twoRounds);
    expect(rig.server.mails).toHaveLength(1);
    const runs = await rig.hub.query<{ due: Date }>('select due_at as due from report_runs');
    expect(runs.map(({ due }) => due.toISOString().slice(11, 16))).toEqual([at]);
  });

  it('is sent by the next hub where one died on the way', async () => {
    await smtp();
    const { id } = await put();
    // As a crash leaves it: begun six minutes ago, by a job whose lease has run out.
    const due = new Date(today).toISOString();
    await rig.hub.query(
      `insert into report_runs (schedule_id, due_at, tries, started_at) values ($1, $2, 1, now() - interval '6 minutes')`,
      [id, due],
    );
    await rig.hub.query(
      `insert into jobs (kind, payload, attempts, lease_until) values ('report.send', $1, 1, now() - interval '1 s')`,
      [JSON.stringify({ scheduleId: id, dueAt: due })],
    );
    await sent();
    expect(rig.server.mails).toHaveLength(1);
    expect((await lastRun())!.tries).toBe(2);
  });

  it.each([
    ['a week without its weekday', { every: 'week' }, 'weekday'],
    ['a time that is none', { at: '24:00' }, 'at'],
    ['an address that is none', { to: { kind: 'email', addresses: ['ada'] } }, 'to.addresses.0'],
    ['nobody', { to: { kind: 'email', addresses: [] } }, 'to.addresses'],
    ['another kind of address', { to: { kind: 'webhook', url: 'ftp://example.com' } }, 'to.url'],
  ])('refuses %s', async (_, change, field) => {
    const refused = await put(change, 400);
    expect(refused.errors!.map((fault) => fault.path)).toEqual([field]);
  });

  it('refuses a queue nobody has, and another’s name', async () => {
    expect(problem(await put({ filter: { queue: 'nowhere' } }, 400))).toBe('unknown-queue');
    await put();
    const { id } = await put({ name: 'Evening numbers' });
    expect(problem(await put({ id }, 409))).toBe('schedule-name-taken');
    expect((await put({ id, name: 'Late numbers' })).name).toBe('Late numbers');
    expect((await put({ id: '987654', name: 'None' }, 404)).status).toBe(404);
  });
});
