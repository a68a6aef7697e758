import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChannelShiftReport, Cost, Problem } from '#libs/contracts';
import { workedExample } from '../../libs/reports/src/testing/worked-example.js';
import { problem } from '../support/conversations.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';
import { tellStory } from '../support/report-log.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
  await tellStory(hub, workedExample());
  await timeZone('Europe/Berlin');
}, 120_000);
afterAll(() => hub.stop());

async function timeZone(name: string) {
  const { body } = await hub.api<{ calendar: object }>('GET', '/api/v1/work-settings');
  const calendar = { ...body.calendar, timeZone: name };
  expect((await hub.api('PUT', '/api/v1/work-settings', { ...body, calendar })).status).toBe(200);
}
const enter = async (cost: object, status = 200) => {
  const answer = await hub.api<Cost & Problem>('PUT', '/api/v1/reports/costs', cost);
  expect(answer.status, JSON.stringify(answer.body)).toBe(status);
  return answer.body;
};
const list = async () => (await hub.api<{ items: Cost[] }>('GET', '/api/v1/reports/costs')).body.items;
const savings = async (from = '2026-03-01T09:00:00Z', to = '2026-03-01T10:00:00Z') => {
  const query = `from=${from}&to=${to}&timeZone=UTC`;
  return (await hub.api<ChannelShiftReport>('GET', `/api/v1/reports/channel-shift?${query}`)).body.savings;
};

describe('costs', () => {
  it('are not assumed: without any nothing is worth anything', async () => {
    expect(await savings()).toEqual({
      net: null,
      currency: null,
      voice: null,
      digital: null,
      fees: null,
      missing: ['digital', 'fees.segment', 'fees.utility', 'voice'],
    });
  });

  it('hold from a day of the workspace on, and are named with who entered them', async () => {
    const supervisor = await signIn(hub, 'supervisor');
    const cost = { voice: 6, digital: 2.4, currency: 'EUR', from: '2026-01-01' };
    const { body } = await hub.api<Cost>('PUT', '/api/v1/reports/costs', cost, supervisor);
    expect(body).toMatchObject({ from: '2025-12-31T23:00:00.000Z', voice: 6, digital: 2.4, fees: {} });
    expect(body.enteredBy).toBe(hub.sandbox.users.find(({ role }) => role === 'supervisor')!.name);
    // Ten invites went out, and nobody has said what one costs.
    expect(await savings()).toMatchObject({
      net: null,
      voice: 24,
      fees: null,
      missing: ['fees.segment', 'fees.utility'],
    });
  });

  it('change by the same day entered again', async () => {
    await enter({ voice: 6, digital: 2.4, currency: 'EUR', from: '2026-01-01', fees: 0.05 });
    const [entry, ...others] = await list();
    expect(others).toEqual([]);
    expect(Object.values(entry!.fees)).toEqual(Array.from({ length: 6 }, () => 0.05));
    expect(await savings()).toEqual({ net: 4.3, currency: 'EUR', voice: 24, digital: 19.2, fees: 0.5, missing: [] });
  });

  it('entered later restate from there on, also in the midst of an hour', async () => {
    const later = { voice: 10, digital: 1, currency: 'EUR', fees: { utility: 0.1, segment: 0.2 } };
    const { id } = await enter({ ...later, from: '2026-03-01T09:10:00Z' });
    // By hand. Before 09:10 A, B, C, D and R rang: 5 engaged, A and R verified, 5 invites. Then E, H and S: 3 engaged,
    // E and H verified; E, F, G and S got a template, H a text.
    const before = { voice: 12, digital: 12, fees: 0.25, net: -0.25 };
    const after = { voice: 20, digital: 3, fees: 0.6, net: 16.4 };
    expect(await savings('2026-03-01T09:00:00Z', '2026-03-01T09:10:00Z')).toMatchObject(before);
    expect(await savings('2026-03-01T09:10:00Z', '2026-03-01T10:00:00Z')).toMatchObject(after);
    expect(await savings()).toMatchObject({ voice: 32, digital: 15, fees: 0.85, net: 16.15 });
    expect((await hub.api('DELETE', `/api/v1/reports/costs/${id}`)).status).toBe(204);
    expect((await savings()).net).toBe(4.3);
    expect((await hub.api('DELETE', `/api/v1/reports/costs/${id}`)).status).toBe(404);
  });

  it('are in one currency', async () => {
    const refused = await enter({ voice: 5, currency: 'GBP', from: '2026-02-01' }, 409);
    expect(problem(refused)).toBe('other-currency');
    expect(refused.detail).toContain('EUR');
    // The only entry may be changed into another.
    await enter({ voice: 6, digital: 2.4, currency: 'GBP', from: '2026-01-01', fees: 0.05 });
    expect((await savings()).currency).toBe('GBP');
  });

  it.each([
    ['no currency', { currency: 'XYW' }, 'currency'],
    ['less than nothing', { voice: -1 }, 'voice'],
    ['a day that is none', { from: '2026-02-30' }, 'from'],
    ['a fee for nothing known', { fees: { pigeon: 1 } }, 'fees'],
  ])('refuse %s', async (_, wrong, field) => {
    const refused = await enter({ voice: 5, currency: 'GBP', from: '2026-02-01', ...wrong }, 400);
    expect(problem(refused)).toBe('validation');
    expect(refused.errors!.map(({ path }) => path.split('.')[0])).toContain(field);
  });

  it('are no agent’s', async () => {
    expect((await hub.api('GET', '/api/v1/reports/costs', undefined, await signIn(hub, 'agent'))).status).toBe(403);
  });
});
