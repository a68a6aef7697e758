import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  accept,
  announce,
  getCall,
  getThread,
  messagesOf,
  offer,
  offered,
  problem,
  threadOf,
  threadsOf,
} from '../support/conversations.js';
import { handset, type Handset, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { keyOf } from '../support/people.js';
import { unwell } from '../support/unwell.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(async () => {
  await hub.stop();
});
const newPhone = phones();
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const send = (path: string, body: object = {}, headers: Record<string, string> = keyOf(hub)) =>
  request(hub.url).post(`/api/v1${path}`).set(headers).send(body);
const invites = (person: Handset) => person.accepted();

describe('the offer', () => {
  it('goes to a textable caller who would wait two minutes or more, and says all that has to be said', async () => {
    for (const call of [
      { from: '+447700900123', waitSeconds: 420 },
      { from: newPhone(), waitSeconds: 120 },
    ]) {
      const { body } = await announce(hub, call);
      const answer = await offer(hub, body.id);
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({
        decision: 'offered',
        reason: 'wait_over_threshold',
        policyVersion: 1,
        channels: ['whatsapp', 'sms'],
        offerId: expect.stringMatching(/^\d+$/),
      });
      const { prompt } = answer.body;
      expect(prompt).toContain('Riverside Water');
      expect(prompt).toContain(call.waitSeconds === 420 ? 'about 7 minutes' : 'about 2 minutes');
      expect(prompt).toMatch(/WhatsApp.*press 1.*text.*press 2.*person.*press 0/s);
      // Asked again, it answers the same, and is asked once.
      expect((await offer(hub, body.id)).body).toEqual(answer.body);
      expect((await getCall(hub, body.id)).decision).toMatchObject({ decision: 'offered', policyVersion: 1 });
    }
    expect(await hub.query('select call_id from offers group by call_id having count(*) > 1')).toEqual([]);
  });

  it.each([
    ['the wait is short', { from: '+447700910901', waitSeconds: 119 }, 'wait_under_threshold'],
    ['nobody knows the wait', { from: '+447700910902', waitSeconds: undefined }, 'wait_under_threshold'],
    ['the caller is on a landline', { from: '+442079460000' }, 'not_textable'],
    ['the number is withheld', { from: null }, 'not_textable'],
    ['the number is absent', { from: undefined }, 'not_textable'],
    ['the number is empty', { from: '' }, 'not_textable'],
    ['the number is "anonymous"', { from: 'Anonymous' }, 'not_textable'],
  ])('is not made where %s', async (_, call, reason) => {
    const { body } = await announce(hub, { waitSeconds: 600, ...call });
    expect((await offer(hub, body.id)).body).toMatchObject({
      decision: 'not_offered',
      reason,
      policyVersion: 1,
      channels: [],
      prompt: null,
      offerId: null,
    });
  });

  it('is not made to who has opted out of any sender, and is made again after START', async () => {
    const person = handset(hub, newPhone());
    await person.write('sms', 'STOP');
    await threadOf(hub, person.phone);
    const first = (await announce(hub, { from: person.phone })).body;
    expect((await offer(hub, first.id)).body).toMatchObject({ decision: 'not_offered', reason: 'opted_out' });
    await person.write('sms', 'START');
    await eventually(async () => (await threadOf(hub, person.phone)).optedOut === null);
    const second = (await announce(hub, { from: person.phone })).body;
    expect((await offer(hub, second.id)).body.decision).toBe('offered');
  });

  it('is made for the channels that are well, and not at all where none is', async () => {
    const decided = async () => (await offer(hub, (await announce(hub, { from: newPhone() })).body.id)).body;
    const heal = await unwell(hub, (kind) => kind === 'whatsapp');
    expect(await decided()).toMatchObject({ decision: 'offered', channels: ['sms'] });
    expect((await decided()).prompt).not.toContain('WhatsApp');
    const healSms = await unwell(hub, (kind) => kind === 'sms');
    expect(await decided()).toMatchObject({ decision: 'not_offered', reason: 'no_healthy_channel' });
    await heal();
    expect(await decided()).toMatchObject({ decision: 'offered', channels: ['whatsapp'] });
    await healSms();
    expect(await decided()).toMatchObject({ decision: 'offered', channels: ['whatsapp', 'sms'] });
  });

  it('ends with its outcome, once: the same again changes nothing, another one is refused', async () => {
    for (const [path, outcome] of [
      ['decline', 'declined'],
      ['no-input', 'no_input'],
      ['hang-up', 'hung_up'],
      ['callback', 'callback'],
    ] as const) {
      const { callId, offerId } = await offered(hub, { from: newPhone() });
      const answer = await send(`/offers/${offerId}/${path}`);
      expect([answer.status, answer.body]).toEqual([200, { outcome }]);
      expect((await send(`/offers/${offerId}/${path}`)).status).toBe(200);
      const other = await send(`/offers/${offerId}/${path === 'decline' ? 'callback' : 'decline'}`);
      expect([other.status, problem(other.body), other.body.outcome]).toEqual([409, 'offer-closed', outcome]);
      const late = await accept(hub, offerId, { channel: 'sms' });
      expect([late.status, problem(late.body)]).toEqual([409, 'offer-closed']);
      const call = await getCall(hub, callId);
      expect(call.offer).toMatchObject({ outcome, channel: null });
      expect(call.timeline.map((e) => e.kind)).toEqual(['call.started', 'call.decided', `offer.${outcome}`]);
      expect(call.threadId).toBeNull();
    }
  });
});

describe('one episode', () => {
  it('holds a redial: accepted again it is the same thread and still one invite', async () => {
    const person = handset(hub, newPhone());
    const first = await offered(hub, { from: person.phone, at: ago(50) });
    const one = await accept(hub, first.offerId, { channel: 'whatsapp', at: ago(49) });
    await send(`/calls/${first.callId}/end`, { at: ago(48) });
    const second = await offered(hub, { from: person.phone, at: ago(44) });
    expect(second.offerId).not.toBe(first.offerId);
    const two = await accept(hub, second.offerId, { channel: 'whatsapp', at: ago(43) });
    expect([two.status, two.body.threadId]).toEqual([200, one.body.threadId]);
    const calls = [await getCall(hub, first.callId), await getCall(hub, second.callId)];
    expect(calls[1]!.episodeId).toBe(calls[0]!.episodeId);
    expect(calls[1]!.threadId).toBe(one.body.threadId);
    expect(await invites(person)).toHaveLength(1);
    expect((await messagesOf(hub, one.body.threadId)).filter((m) => m.type !== 'call')).toHaveLength(1);
  });

  it('ends after ten minutes: a later call is offered again and the same open thread goes on', async () => {
    const person = handset(hub, newPhone());
    const first = await offered(hub, { from: person.phone, at: ago(50) });
    const one = await accept(hub, first.offerId, { channel: 'sms', at: ago(49) });
    await send(`/calls/${first.callId}/end`, { at: ago(48) });
    const second = await offered(hub, { from: person.phone, at: ago(37), intent: 'again' });
    const two = await accept(hub, second.offerId, { channel: 'sms', at: ago(36) });
    expect([two.status, two.body.threadId]).toEqual([200, one.body.threadId]);
    const calls = [await getCall(hub, first.callId), await getCall(hub, second.callId)];
    expect(calls[1]!.episodeId).not.toBe(calls[0]!.episodeId);
    expect(await invites(person)).toHaveLength(2);
    expect(await threadsOf(hub, person.phone)).toHaveLength(1);
    expect((await getThread(hub, one.body.threadId)).call!.id).toBe(second.callId);
    expect((await messagesOf(hub, one.body.threadId)).map((m) => m.type)).toEqual(['call', 'text', 'call', 'text']);
  });

  it('ends with a person: who calls again after an agent had them is another episode', async () => {
    const from = newPhone();
    const first = (await announce(hub, { from, at: ago(30) })).body;
    const ended = await send(`/calls/${first.id}/end`, {
      at: ago(28),
      answeredByAgent: true,
      dispositionSameIssue: false,
    });
    expect([ended.status, ended.body.answeredByAgent, ended.body.endedAt !== null]).toEqual([200, true, true]);
    const second = (await announce(hub, { from, at: ago(27) })).body;
    expect(second.episodeId).not.toBe(first.episodeId);
    // Without a person it is the same one, also ten minutes after a long call's end.
    const third = (await announce(hub, { from, at: ago(20) })).body;
    expect(third.episodeId).toBe(second.episodeId);
  });

  it('is told apart for two people, and one withheld number is never another', async () => {
    const a = (await announce(hub, { from: newPhone() })).body;
    const b = (await announce(hub, { from: newPhone() })).body;
    const c = (await announce(hub, { from: 'anonymous' })).body;
    const d = (await announce(hub, { from: 'anonymous' })).body;
    expect(new Set([a, b, c, d].map((call) => call.episodeId)).size).toBe(4);
  });

  it('holds a call that is reported after one that started later', async () => {
    const from = newPhone();
    const late = (await announce(hub, { from, at: ago(20) })).body;
    const early = (await announce(hub, { from, at: ago(25) })).body;
    const before = (await announce(hub, { from, at: ago(40) })).body;
    expect(early.episodeId).toBe(late.episodeId);
    expect(before.episodeId).not.toBe(late.episodeId);
    const [row] = await hub.query<{ at: Date }>('select started_at as at from episodes where id = $1', [
      late.episodeId,
    ]);
    expect(row!.at.toISOString()).toBe(early.startedAt);
  });

  it('of redials at once is one episode', async () => {
    const from = newPhone();
    const calls = await Promise.all(Array.from({ length: 6 }, () => announce(hub, { from })));
    expect(new Set(calls.map((c) => c.body.id)).size).toBe(6);
    expect(new Set(calls.map((c) => c.body.episodeId)).size).toBe(1);
  });
});
