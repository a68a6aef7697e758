import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChannelShiftReport, LiveBoard, ReportedCall, WorkSettings } from '#libs/contracts';
import { accept, announce, getThread, offered, post, problem, threadOf } from '../support/conversations.js';
import { handset, misbehave, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';
import { folded } from '../support/report-log.js';
import { unwell } from '../support/unwell.js';
import { colleague, lastSeen } from '../support/work.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
  const { body } = await hub.api<WorkSettings>('GET', '/api/v1/work-settings');
  await hub.api('PUT', '/api/v1/work-settings', { ...body, promiseMinutes: 60 });
});
afterAll(() => hub.stop());

const newPhone = phones('+44770097');
const minutes = (n: number) => n * 60_000;
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();
const board = async (who?: Record<string, string>) => {
  const { status, body } = await hub.api<LiveBoard>('GET', '/api/v1/reports/live', undefined, who);
  expect(status).toBe(200);
  return body;
};
const soon = (right: (shown: LiveBoard) => boolean) =>
  eventually(async () => {
    const shown = await board();
    return right(shown) && shown;
  });
/** A thread whose customer waits, and to whom an answer was promised within the hour. */
async function waiting() {
  const person = handset(hub, newPhone());
  const { offerId } = await offered(hub, { from: person.phone });
  const { body } = await accept(hub, offerId, { channel: 'sms' });
  await eventually(async () => (await person.received())[0]);
  await person.write('sms', 'Here I am');
  await eventually(async () => (await getThread(hub, body.threadId)).waitingSince);
  return body.threadId;
}

describe('the live board', () => {
  it('is for supervisors and administrators', async () => {
    const refused = await hub.api('GET', '/api/v1/reports/live', undefined, await signIn(hub, 'agent'));
    expect([refused.status, problem(refused.body)]).toEqual([403, 'forbidden']);
    const shown = await board(await signIn(hub, 'supervisor'));
    expect(shown).toMatchObject({
      offers: { inFlight: 0 },
      acceptance: { offered: 0, accepted: 0, undecided: 0, rate: null },
      waiting: { threads: 0, snoozed: 0, longestSince: null, promises: { late: 0, atRisk: 0, inTime: 0 } },
      bounced: { episodes: 0 },
      sends: { failed: 0, unknown: 0 },
    });
    expect(shown.waiting.ages).toEqual([5, 15, 60, 240, null].map((under) => ({ under, threads: 0 })));
  });

  it('counts an offer that a caller has before them, until it is decided, the call ends or an hour is over', async () => {
    const [first, second] = [await offered(hub, { from: newPhone() }), await offered(hub, { from: newPhone() })];
    await offered(hub, { from: newPhone(), at: ago(minutes(61)) });
    expect((await board()).offers.inFlight).toBe(2);
    await hub.api('POST', `/api/v1/offers/${first.offerId}/decline`, {});
    expect((await board()).offers.inFlight).toBe(1);
    await hub.api('POST', `/api/v1/calls/${second.callId}/end`, {});
    expect((await board()).offers.inFlight).toBe(0);
  });

  it('says how many of the last quarter of an hour accepted, as the report does', async () => {
    const before = await soon(({ acceptance }) => acceptance.offered === 2);
    const { offerId } = await offered(hub, { from: newPhone() });
    await accept(hub, offerId, { channel: 'sms' });
    const old = await offered(hub, { from: newPhone(), at: ago(minutes(16)) });
    await accept(hub, old.offerId, { channel: 'sms' });
    await folded(hub);
    const { acceptance } = await soon((shown) => shown.acceptance.accepted > before.acceptance.accepted);
    expect(acceptance).toMatchObject({ offered: 3, accepted: 1 });
    expect(Date.parse(acceptance.at) - Date.parse(acceptance.from)).toBeLessThanOrEqual(minutes(15));
    const period = `from=${acceptance.from}&to=${new Date(Date.now() + 1000).toISOString()}`;
    const { body } = await hub.api<ChannelShiftReport>('GET', `/api/v1/reports/channel-shift?${period}`);
    expect(body.counts).toMatchObject({ offered: 3, accepted: 1, undecided: acceptance.undecided });
    expect(acceptance.rate).toBe(body.rates.acceptance);
  });

  it('counts who waits by age and by promise, put aside or not', async () => {
    const ids = [await waiting(), await waiting(), await waiting()];
    const since = (id: string, waited: number, left: number) =>
      hub.query('update threads set waiting_since = $2, promised_at = $3 where id = $1', [
        id,
        ago(minutes(waited)),
        ago(minutes(-left)),
      ]);
    expect((await board()).waiting).toMatchObject({
      threads: 3,
      snoozed: 0,
      ages: [{ under: 5, threads: 3 }, {}, {}, {}, {}],
      promises: { late: 0, atRisk: 0, inTime: 3 },
    });
    await since(ids[0]!, 59, 14);
    await since(ids[1]!, 61, -1);
    await since(ids[2]!, 300, 120);
    await hub.api('POST', `/api/v1/threads/${ids[1]}/snooze`, { until: null });
    const { waiting: shown } = await board();
    expect(shown).toMatchObject({ threads: 3, snoozed: 1, promises: { late: 1, atRisk: 1, inTime: 1 } });
    expect(shown.ages.map(({ threads }) => threads)).toEqual([0, 0, 1, 1, 1]);
    expect(shown.longestSince).toBe((await getThread(hub, ids[2]!)).waitingSince);
    for (const id of ids) await post(hub, id, 'We are here');
    expect((await board()).waiting).toMatchObject({ threads: 0, promises: { late: 0, atRisk: 0, inTime: 0 } });
  });

  it('shows agents by what they chose and how much they have', async () => {
    const ada = await colleague(hub, /^Ada/);
    const asAda = await signIn(hub, 'agent');
    const before = (await board()).agents;
    expect(before).toMatchObject({ online: 0, away: 0, there: [] });
    await lastSeen(hub, ada.id, 1);
    const id = await waiting();
    await hub.api('POST', `/api/v1/threads/${id}/assign`, { userId: ada.id });
    const { load } = await colleague(hub, /^Ada/);
    expect(load.active).toBe(1);
    const row = { id: ada.id, name: ada.name, ...load };
    const one = { offline: before.offline - 1, load, free: 1, there: [{ ...row, availability: 'online' }] };
    expect((await board()).agents).toMatchObject({ online: 1, away: 0, ...one });
    await hub.api('PUT', '/api/v1/me/availability', { availability: 'away' }, asAda);
    await lastSeen(hub, ada.id, 1);
    expect((await board()).agents).toMatchObject({ online: 0, away: 1, free: 0, there: [{ availability: 'away' }] });
    await lastSeen(hub, ada.id, 60);
    expect((await board()).agents).toEqual({ ...before, at: expect.any(String) });
    await post(hub, id, 'We are here');
  });

  it('shows a channel that is unwell', async () => {
    const { channels } = await board();
    expect(channels).toMatchObject({ healthy: channels.items.length, unhealthy: 0 });
    const cured = await unwell(hub, (kind, provider) => kind === 'sms' && provider === 'twilio');
    const ill = (await board()).channels;
    await cured();
    expect(ill).toMatchObject({ healthy: channels.healthy - 1, unhealthy: 1 });
    expect(ill.items.filter(({ health }) => health === 'unhealthy')).toMatchObject([
      { kind: 'sms', healthReason: expect.stringContaining('a test made it unwell') },
    ]);
    expect((await board()).channels.unhealthy).toBe(0);
  });

  it('counts a send that failed until somebody has decided', async () => {
    const person = handset(hub, newPhone());
    await person.write('whatsapp', 'hello');
    const { id } = await threadOf(hub, person.phone);
    await misbehave(hub, { on: 'meta.send', action: 'refuse', code: 131026, to: person.phone, remaining: 1 });
    await post(hub, id, 'a reply');
    await soon(({ sends }) => sends.failed === 1 && sends.unknown === 0);
    const { body } = await hub.api<{ items: { id: string }[] }>('GET', '/api/v1/sends');
    await hub.api('POST', `/api/v1/sends/${body.items[0]!.id}/dismiss`, {});
    expect((await board()).sends.failed).toBe(0);
  });

  it('counts who called again today about the same issue, as the report opens them', async () => {
    const [again, other] = [newPhone(), newPhone()];
    for (const from of [again, other]) {
      const at = ago(minutes(90));
      const { offerId, callId } = await offered(hub, { from, intent: 'meter.reading', at });
      await accept(hub, offerId, { channel: 'sms', at });
      await hub.api('POST', `/api/v1/calls/${callId}/end`, { at });
      await eventually(async () => (await handset(hub, from).received())[0]);
    }
    await folded(hub);
    expect((await board()).bounced.episodes).toBe(0);
    const { body } = await announce(hub, { from: again, intent: 'meter.fault' });
    await announce(hub, { from: other, intent: 'bill' });
    const { bounced } = await soon((shown) => shown.bounced.episodes > 0);
    expect(bounced.episodes).toBe(1);
    const period = `from=${ago(minutes(8 * 1440))}&to=${ago(-minutes(1))}&metric=bounced&window=7d`;
    const opened = await hub.api<{ items: ReportedCall[] }>(
      'GET',
      `/api/v1/reports/channel-shift/calls?${period}&calledAgainSince=${bounced.from}`,
    );
    expect(opened.body.items).toMatchObject([{ from: again, recontact: { callId: body.id } }]);
    const later = await hub.api<{ items: ReportedCall[] }>(
      'GET',
      `/api/v1/reports/channel-shift/calls?${period}&calledAgainSince=${ago(-minutes(1))}`,
    );
    expect(later.body.items).toEqual([]);
  });
});
