import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Policy } from '#libs/contracts';
import { announce, offer, problem } from '../support/conversations.js';
import { phones } from '../support/handset.js';
import { startTestHub, type TestHub } from '../support/hub.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(async () => {
  await hub.stop();
});
const newPhone = phones();

describe('the policy', () => {
  const decided = async (more: object = {}) =>
    (await offer(hub, (await announce(hub, { from: newPhone(), ...more })).body.id)).body;
  const publish = async (rules: object) => {
    const made = await hub.api<Policy>('POST', '/api/v1/policies', { rules });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ publishedAt: null, inForce: false });
    return (await hub.api<Policy>('POST', `/api/v1/policies/${made.body.id}/publish`)).body;
  };
  const always = { from: '00:00', to: '23:59' };
  const days = (of: object) => Object.fromEntries(Array.from({ length: 7 }, (_, day) => [day, of]));

  it('decides as published: by wait, by channels, and a draft changes nothing', async () => {
    const published = await publish({ minWaitSeconds: 30, channels: ['sms'] });
    expect(published).toMatchObject({ inForce: true, version: 2 });
    expect(await decided({ waitSeconds: 40 })).toMatchObject({
      decision: 'offered',
      channels: ['sms'],
      policyVersion: 2,
    });
    await hub.api('POST', '/api/v1/policies', { rules: { minWaitSeconds: 9999, channels: ['whatsapp'] } });
    expect(await decided({ waitSeconds: 40 })).toMatchObject({ decision: 'offered', policyVersion: 2 });
    const { body } = await hub.api<{ items: Policy[] }>('GET', '/api/v1/policies');
    expect(body.items.map((p) => [p.version, p.inForce])).toEqual([
      [3, false],
      [2, true],
      [1, false],
    ]);
  });

  it('knows opening hours: offers out of hours whatever the wait, or nothing, as it says', async () => {
    const open = { timeZone: 'Europe/London', days: days(always) };
    const closed = { timeZone: 'Europe/London', days: {} };
    const rules = { minWaitSeconds: 120, channels: ['whatsapp', 'sms'] };
    await publish({ ...rules, openingHours: closed, outOfHours: 'offer' });
    expect(await decided({ waitSeconds: 0 })).toMatchObject({ decision: 'offered', reason: 'out_of_hours' });
    await publish({ ...rules, openingHours: closed, outOfHours: 'not_offered' });
    expect(await decided({ waitSeconds: 600 })).toMatchObject({ decision: 'not_offered', reason: 'out_of_hours' });
    await publish({ ...rules, openingHours: closed, outOfHours: 'as_open' });
    expect(await decided({ waitSeconds: 600 })).toMatchObject({ reason: 'wait_over_threshold' });
    await publish({ ...rules, openingHours: open, outOfHours: 'offer' });
    const at = '2026-03-02T12:00:00Z';
    const { body } = await announce(hub, { from: newPhone(), waitSeconds: 0, at });
    expect((await offer(hub, body.id, { at })).body).toMatchObject({ reason: 'wait_under_threshold' });
  });

  it('by the clock of its time zone, in summer and in winter', async () => {
    const monday = { 1: { from: '09:00', to: '17:00' } };
    await publish({
      minWaitSeconds: 0,
      channels: ['sms'],
      openingHours: { timeZone: 'Europe/London', days: monday },
      outOfHours: 'not_offered',
    });
    const at = async (time: string) => {
      const { body } = await announce(hub, { from: newPhone(), at: time });
      return (await offer(hub, body.id, { at: time })).body.reason;
    };
    expect(await at('2026-01-12T09:00:00Z')).toBe('wait_over_threshold');
    expect(await at('2026-01-12T08:59:59Z')).toBe('out_of_hours');
    expect(await at('2026-07-13T08:00:00Z')).toBe('wait_over_threshold');
    expect(await at('2026-07-13T16:00:00Z')).toBe('out_of_hours');
    expect(await at('2026-01-13T12:00:00Z')).toBe('out_of_hours');
  });

  it.each([
    ['leaves no way to a person', { minWaitSeconds: 1, channels: ['sms'], personReachable: false }],
    ['offers no channel', { minWaitSeconds: 1, channels: [] }],
    ['offers a voice line', { minWaitSeconds: 1, channels: ['voice'] }],
    ['waits for less than nothing', { minWaitSeconds: -1, channels: ['sms'] }],
    [
      'names a time zone that does not exist',
      { minWaitSeconds: 1, channels: ['sms'], openingHours: { timeZone: 'Moon/Crater', days: {} } },
    ],
    [
      'names an hour that does not exist',
      {
        minWaitSeconds: 1,
        channels: ['sms'],
        openingHours: { timeZone: 'UTC', days: { 1: { from: '9', to: '25:00' } } },
      },
    ],
  ])('that %s is refused when saved', async (_, rules) => {
    const answer = await hub.api('POST', '/api/v1/policies', { rules });
    expect([answer.status, problem(answer.body)]).toEqual([400, 'validation']);
  });

  it('that is not there offers nothing: a fresh installation surprises nobody', async () => {
    await hub.query('delete from policies');
    expect(await decided({ waitSeconds: 600 })).toMatchObject({
      decision: 'not_offered',
      reason: 'no_policy',
      policyVersion: null,
      offerId: null,
    });
  });
});
