import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Call } from '#libs/contracts';
import {
  accept,
  announce,
  getCall,
  getThread,
  messagesOf,
  offer,
  offered,
  problem,
  threadsOf,
} from '../support/conversations.js';
import { handset, type Handset, misbehave, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { keyOf } from '../support/people.js';
import { metaStatus, postMeta } from '../support/providers.js';
import { unwell } from '../support/unwell.js';

let hub: TestHub;
/** Another one, whose policies may be changed. */
let ruled: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
  ruled = await startTestHub();
});
afterAll(async () => {
  await hub.stop();
  await ruled.stop();
});
const newPhone = phones();
const send = (path: string, body: object = {}, headers: Record<string, string> = keyOf(hub)) =>
  request(hub.url).post(`/api/v1${path}`).set(headers).send(body);
const invites = (person: Handset) => person.accepted();
const settledCall = (id: string, is: (call: Call) => unknown) =>
  eventually(async () => {
    const call = await getCall(hub, id);
    return is(call) ? call : null;
  });

describe('accepting', () => {
  it('opens a thread that begins with the call, and sends one invite', async () => {
    const person = handset(hub, newPhone());
    // The receipt is ours, so that it does not come before anybody has noted that the invite was sent.
    await misbehave(hub, { on: 'status', action: 'delay', ms: 300_000, to: person.phone });
    const { callId, offerId } = await offered(hub, { from: person.phone, intent: 'a meter reading', queue: 'support' });
    const answer = await accept(hub, offerId, { channel: 'whatsapp' });
    expect(answer.status).toBe(200);
    expect(answer.body.handoff.channel).toBe('whatsapp');
    expect(answer.body.handoff.status).toBe('sent');
    const { threadId } = answer.body;
    const thread = await getThread(hub, threadId);
    expect(thread).toMatchObject({
      status: 'open',
      channel: 'whatsapp',
      unreadCount: 0,
      contact: { phone: person.phone },
      call: { id: callId, intent: 'a meter reading', threadId },
      handoff: { callId, intent: 'a meter reading' },
    });
    const [call, invite] = await messagesOf(hub, threadId);
    expect(call).toMatchObject({ seq: 1, type: 'call', direction: 'internal', content: { callId } });
    expect(invite).toMatchObject({ seq: 2, type: 'template', direction: 'outbound', author: { kind: 'system' } });
    const got = await eventually(async () => (await person.received())[0]);
    await postMeta(hub, metaStatus(hub, got.id, 'delivered'));
    await settledCall(callId, (c) => c.handoff?.status === 'delivered');
    expect(got.text).toBe(invite!.text);
    for (const part of ['Riverside Water', 'a meter reading', '+442079460100', 'STOP'])
      expect(got.text).toContain(part);
    expect(await invites(person)).toHaveLength(1);
    expect((await getCall(hub, callId)).timeline.map((e) => e.kind)).toEqual([
      'call.started',
      'call.decided',
      'offer.accepted',
      'thread.opened',
      'handoff.begun',
      'handoff.sent',
      'handoff.delivered',
    ]);
    expect((await getThread(hub, threadId)).handoff!.status).toBe('delivered');
  });

  it('by text sends one text that names the company, the way to a person and the way out', async () => {
    const person = handset(hub, newPhone());
    const { offerId } = await offered(hub, { from: person.phone, speech: 'my parcel is damaged' });
    const { threadId } = (await accept(hub, offerId, { channel: 'sms' })).body;
    const [got] = await eventually(async () => {
      const all = await person.received();
      return all.length ? all : null;
    });
    for (const part of [
      'Riverside Water',
      'my parcel is damaged',
      '+442079460100',
      'STOP',
      'https://wa.me/447700900801?text=',
    ]) {
      expect(got!.text).toContain(part);
    }
    // The link with its token is for the customer alone.
    expect(JSON.stringify(await messagesOf(hub, threadId))).not.toContain('wa.me');
    expect(JSON.stringify(await getThread(hub, threadId))).not.toContain('SL-');
  });

  it('again is 409 with the thread of before, and sends nothing', async () => {
    const person = handset(hub, newPhone());
    const { offerId } = await offered(hub, { from: person.phone });
    const first = await accept(hub, offerId, { channel: 'whatsapp' });
    for (const channel of ['whatsapp', 'sms']) {
      const again = await accept(hub, offerId, { channel });
      expect([again.status, problem(again.body)]).toEqual([409, 'offer-already-accepted']);
      expect(again.body).toMatchObject({ threadId: first.body.threadId, handoff: { channel: 'whatsapp' } });
    }
    expect(await invites(person)).toHaveLength(1);
  });

  it('ten times at once is one 200, one thread and one invite', async () => {
    const person = handset(hub, newPhone());
    const { offerId } = await offered(hub, { from: person.phone });
    const answers = await Promise.all(Array.from({ length: 10 }, () => accept(hub, offerId, { channel: 'whatsapp' })));
    expect(answers.map((a) => a.status).sort((a, b) => a - b)).toEqual([200, ...Array<number>(9).fill(409)]);
    expect(new Set(answers.map((a) => a.body.threadId)).size).toBe(1);
    for (const { status, body } of answers) if (status === 409) expect(problem(body)).toBe('offer-already-accepted');
    await eventually(async () => (await person.received()).length > 0);
    expect(await invites(person)).toHaveLength(1);
    expect(await threadsOf(hub, person.phone)).toHaveLength(1);
    expect((await messagesOf(hub, answers[0]!.body.threadId)).map((m) => m.type)).toEqual(['call', 'template']);
  });

  it('after the caller hung up, or by a channel that is unknown, is refused', async () => {
    const { callId, offerId } = await offered(hub, { from: newPhone() });
    const unknown = await accept(hub, offerId, { channel: 'pigeon' });
    expect([unknown.status, problem(unknown.body)]).toEqual([400, 'validation']);
    await send(`/calls/${callId}/end`);
    const late = await accept(hub, offerId, { channel: 'sms' });
    expect(late.status).toBe(409);
    expect(['offer-closed', 'call-ended']).toContain(problem(late.body));
    expect((await getCall(hub, callId)).offer!.outcome).toBe('hung_up');
  });

  it('by a channel that was not offered is 409', async () => {
    const heal = await unwell(hub, (kind) => kind === 'whatsapp');
    const { offerId } = await offered(hub, { from: newPhone() });
    await heal();
    const answer = await accept(hub, offerId, { channel: 'whatsapp' });
    expect([answer.status, problem(answer.body)]).toEqual([409, 'channel-not-offered']);
    expect((await accept(hub, offerId, { channel: 'sms' })).status).toBe(200);
  });

  it('with a number keyed in writes to that number; a landline and an impossible one are refused', async () => {
    const person = handset(hub, newPhone());
    const { callId, offerId } = await offered(hub, { from: newPhone() });
    for (const phone of ['+442079460000', '+4412']) {
      const answer = await accept(hub, offerId, { channel: 'sms', phone });
      expect(answer.status).toBe(400);
      expect(['invalid-phone', 'validation']).toContain(problem(answer.body));
    }
    expect((await accept(hub, offerId, { channel: 'sms', phone: person.phone })).status).toBe(200);
    await settledCall(callId, (c) => c.handoff?.status === 'delivered');
    expect(await invites(person)).toHaveLength(1);
    // Both numbers are the caller's now.
    await person.write('sms', 'here');
    const { threadId } = await settledCall(callId, (c) => c.handoff?.status === 'engaged');
    expect((await messagesOf(hub, threadId!)).at(-1)).toMatchObject({ text: 'here', direction: 'inbound' });
  });

  it('from a withheld number needs a number to write to', async () => {
    const { body: call } = await announce(ruled, { from: newPhone() });
    const { body: answer } = await offer(ruled, call.id);
    // The policy offers nothing to a withheld number; a phone system that learned it was wrong still may not accept without.
    await ruled.query('update calls set from_number = null, contact_id = null where id = $1', [call.id]);
    const bare = await accept(ruled, answer.offerId!, { channel: 'sms' });
    expect([bare.status, problem(bare.body)]).toEqual([400, 'phone-needed']);
    const person = handset(ruled, newPhone());
    const done = await accept(ruled, answer.offerId!, { channel: 'sms', phone: person.phone });
    expect(done.status).toBe(200);
    expect((await getThread(ruled, done.body.threadId)).contact.phone).toBe(person.phone);
  });

  it('of or for what does not exist is 404', async () => {
    for (const path of ['/calls/999999/offer', '/calls/999999/end', '/offers/999999/decline', '/offers/abc/decline']) {
      const answer = await send(path);
      expect([path, answer.status, problem(answer.body)]).toEqual([path, 404, 'not-found']);
    }
    const answer = await accept(hub, '999999', { channel: 'sms' });
    expect([answer.status, problem(answer.body)]).toEqual([404, 'not-found']);
    expect((await hub.api('GET', '/api/v1/calls/999999')).status).toBe(404);
    expect((await hub.api('GET', '/api/v1/calls/abc')).status).toBe(404);
    expect((await hub.api('GET', '/api/v1/threads/999999')).status).toBe(404);
  });

  it('by somebody whose channel became unwell meanwhile goes by the other one', async () => {
    const person = handset(hub, newPhone());
    const { callId, offerId } = await offered(hub, { from: person.phone });
    const heal = await unwell(hub, (kind) => kind === 'whatsapp');
    const answer = await accept(hub, offerId, { channel: 'whatsapp' });
    await heal();
    expect(answer.body.handoff.channel).toBe('sms');
    expect((await getCall(hub, callId)).handoff).toMatchObject({ channel: 'sms', fallbackFrom: 'whatsapp' });
    expect((await invites(person)).map((m) => m.channel)).toEqual(['sms']);
  });

  it('by WhatsApp with one of two senders unwell goes by the other sender, as its approved template', async () => {
    const person = handset(hub, newPhone());
    const heal = await unwell(hub, (kind, provider) => kind === 'whatsapp' && provider === 'meta');
    const { offerId } = await offered(hub, { from: person.phone });
    expect((await accept(hub, offerId, { channel: 'whatsapp' })).status).toBe(200);
    await heal();
    expect((await invites(person)).map((m) => [m.channel, m.template])).toEqual([
      ['whatsapp_twilio', 'call_to_chat_invite'],
    ]);
  });

  it('with nothing well at all keeps the caller in the queue and changes nothing', async () => {
    const { callId, offerId } = await offered(hub, { from: newPhone() });
    const heal = await unwell(hub, (kind) => kind !== 'voice');
    const answer = await accept(hub, offerId, { channel: 'whatsapp' });
    await heal();
    expect([answer.status, problem(answer.body)]).toEqual([409, 'no-healthy-channel']);
    expect((await getCall(hub, callId)).offer!.outcome).toBeNull();
    expect((await accept(hub, offerId, { channel: 'whatsapp' })).status).toBe(200);
  });
});
