import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Call, Policy } from '#libs/contracts';
import { Channels } from '#libs/messaging';
import {
  accept,
  announce,
  getCall,
  getThread,
  messagesOf,
  offer,
  offered,
  post,
  problem,
  threadOf,
  threadsOf,
} from '../support/conversations.js';
import { handset, type Handset, misbehave, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { keyOf, signIn } from '../support/people.js';

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
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const send = (path: string, body: object = {}, headers: Record<string, string> = keyOf(hub)) =>
  request(hub.url).post(`/api/v1${path}`).set(headers).send(body);
const invites = (person: Handset) => person.accepted();
const settledCall = (id: string, is: (call: Call) => unknown) =>
  eventually(async () => {
    const call = await getCall(hub, id);
    return is(call) ? call : null;
  });
const unwell = async (at: TestHub, which: (kind: string, provider: string) => boolean) => {
  const channels = at.app.get(Channels);
  const ill = channels.all().filter((c) => which(c.account.kind, c.provider.name));
  for (const { id } of ill) await channels.setHealth(id, 'a test made it unwell');
  return async () => {
    for (const { id } of ill) await channels.setHealth(id, null);
  };
};

describe('announcing a call', () => {
  it('the same call again, also ten times at once, is the same call', async () => {
    const call = {
      providerCallId: randomUUID(),
      from: newPhone(),
      intent: 'bill',
      queue: 'support',
      speech: 'my bill',
    };
    const answers = await Promise.all(Array.from({ length: 10 }, () => announce(hub, call)));
    const later = await announce(hub, { ...call, intent: 'something else' });
    expect(new Set([...answers, later].map((a) => `${a.status} ${a.body.id}`)).size).toBe(1);
    expect(later.status).toBe(201);
    expect(later.body).toMatchObject({
      ...call,
      to: '+442079460100',
      waitSeconds: 300,
      decision: null,
      threadId: null,
    });
    const [row] = await hub.query<{ calls: number; episodes: number }>(
      `select count(*)::int as calls, count(distinct episode_id)::int as episodes from calls where from_number = $1`,
      [call.from],
    );
    expect(row).toEqual({ calls: 1, episodes: 1 });
  });

  it.each(['12345', '+1', 'hello', '+44', '+0123456789', '+4420794601001234567', '1;drop table calls'])(
    'from %s is refused: no such number can exist',
    async (from) => {
      const answer = await announce(hub, { from });
      expect([answer.status, problem(answer.body)]).toEqual([400, 'invalid-phone']);
    },
  );

  it('needs a number called, a call id and a sensible wait', async () => {
    for (const wrong of [
      { to: 'us' },
      { to: undefined },
      { providerCallId: '' },
      { waitSeconds: -1 },
      { waitSeconds: 1.5 },
    ]) {
      const answer = await announce(hub, { from: newPhone(), ...wrong });
      expect([answer.status, problem(answer.body)]).toEqual([400, 'validation']);
    }
  });

  it('is answered twice the same under an Idempotency-Key, which is refused for another call', async () => {
    const headers = { ...keyOf(hub), 'idempotency-key': randomUUID() };
    const call = { providerCallId: randomUUID(), from: newPhone(), to: '+442079460100' };
    const first = await send('/calls', call, headers);
    const again = await send('/calls', call, headers);
    expect([again.status, again.body]).toEqual([201, first.body]);
    const other = await send('/calls', { ...call, providerCallId: randomUUID() }, headers);
    expect([other.status, problem(other.body)]).toEqual([422, 'idempotency-key-reused']);
    // A request that failed leaves its key free.
    const free = { ...keyOf(hub), 'idempotency-key': randomUUID() };
    expect((await send('/calls', { ...call, to: 'us' }, free)).status).toBe(400);
    expect((await send('/calls', { ...call, providerCallId: randomUUID() }, free)).status).toBe(201);
  });
});

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

describe('accepting', () => {
  it('opens a thread that begins with the call, and sends one invite', async () => {
    const person = handset(hub, newPhone());
    const { callId, offerId } = await offered(hub, { from: person.phone, intent: 'a meter reading', queue: 'support' });
    const answer = await accept(hub, offerId, { channel: 'whatsapp' });
    expect(answer.status).toBe(200);
    expect(answer.body.handoff.channel).toBe('whatsapp');
    expect(['sent', 'delivered']).toContain(answer.body.handoff.status);
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
    await settledCall(callId, (c) => c.handoff?.status === 'delivered');
    const [got] = await person.received();
    expect(got!.text).toBe(invite!.text);
    for (const part of ['Riverside Water', 'a meter reading', '+442079460100', 'STOP'])
      expect(got!.text).toContain(part);
    expect(await invites(person)).toHaveLength(1);
    expect((await getCall(hub, callId)).timeline.map((e) => e.kind)).toEqual([
      'call.started',
      'call.decided',
      'offer.accepted',
      'thread.opened',
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

describe('an invite that does not arrive', () => {
  it('refused by WhatsApp at once goes by text, and the acceptance says so', async () => {
    const person = handset(hub, newPhone());
    await misbehave(hub, { on: 'meta.send', action: 'refuse', code: 131026, to: person.phone });
    const { callId, offerId } = await offered(hub, { from: person.phone });
    const answer = await accept(hub, offerId, { channel: 'whatsapp' });
    expect(answer.body.handoff.channel).toBe('sms');
    expect(['sent', 'delivered']).toContain(answer.body.handoff.status);
    const call = await settledCall(callId, (c) => c.handoff?.status === 'delivered');
    expect(call.handoff).toMatchObject({ channel: 'sms', fallbackFrom: 'whatsapp' });
    expect(call.offer).toMatchObject({ outcome: 'accepted', channel: 'whatsapp' });
    expect((await invites(person)).map((m) => m.channel)).toEqual(['sms']);
    const messages = await messagesOf(hub, answer.body.threadId);
    expect(messages.map((m) => [m.type, m.channel])).toEqual([
      ['call', null],
      ['template', 'whatsapp'],
      ['text', 'sms'],
    ]);
    expect(messages[1]).toMatchObject({ status: 'failed', error: { providerCode: '131026' } });
    expect((await getThread(hub, answer.body.threadId)).channel).toBe('sms');
  });

  it('refused by WhatsApp only later, by a status, goes by text then', async () => {
    const person = handset(hub, newPhone());
    await misbehave(hub, { on: 'meta.send', action: 'fail_later', code: 131026, to: person.phone });
    const { callId, offerId } = await offered(hub, { from: person.phone });
    expect((await accept(hub, offerId, { channel: 'whatsapp' })).body.handoff.channel).toBe('whatsapp');
    const call = await settledCall(callId, (c) => c.handoff?.channel === 'sms' && c.handoff.status === 'delivered');
    expect(call.handoff).toMatchObject({ fallbackFrom: 'whatsapp' });
    expect((await person.received()).map((m) => m.channel)).toEqual(['sms']);
  });

  it('refused by both is a failed handoff, with its reason, and the caller stays in the queue', async () => {
    const person = handset(hub, newPhone());
    await misbehave(
      hub,
      { on: 'meta.send', action: 'refuse', code: 131026, to: person.phone },
      { on: 'twilio.send', action: 'refuse', code: 21614, to: person.phone },
    );
    const { callId, offerId } = await offered(hub, { from: person.phone });
    const answer = await accept(hub, offerId, { channel: 'whatsapp' });
    expect([answer.status, answer.body.handoff.status]).toEqual([200, 'failed']);
    const call = await getCall(hub, callId);
    expect(call.handoff).toMatchObject({ status: 'failed', error: expect.any(String) });
    expect(call.timeline.map((e) => e.kind)).toContain('handoff.failed');
    expect(await invites(person)).toEqual([]);
    // The next call of the same episode may try again.
    await misbehave(hub);
    const again = await offered(hub, { from: person.phone });
    const second = await accept(hub, again.offerId, { channel: 'whatsapp' });
    expect([second.status, second.body.threadId]).toEqual([200, answer.body.threadId]);
    expect(await invites(person)).toHaveLength(1);
  });

  it('whose answer was lost but whose receipt came is not sent a second time', async () => {
    const person = handset(hub, newPhone());
    await misbehave(
      hub,
      { on: 'meta.send', action: 'delay', ms: 900, to: person.phone, remaining: 1 },
      { on: 'meta.send', action: 'drop', to: person.phone, remaining: 1 },
    );
    const { callId, offerId } = await offered(hub, { from: person.phone });
    await accept(hub, offerId, { channel: 'whatsapp' });
    await settledCall(callId, (c) => c.handoff?.status === 'delivered');
    await new Promise((resolve) => setTimeout(resolve, 3500));
    expect(await invites(person)).toHaveLength(1);
    await misbehave(hub);
  });
});

describe('a handoff is engaged', () => {
  it('when the customer writes, and not by a lone STOP', async () => {
    const person = handset(hub, newPhone());
    const { callId, offerId } = await offered(hub, { from: person.phone });
    const { threadId } = (await accept(hub, offerId, { channel: 'sms' })).body;
    await settledCall(callId, (c) => c.handoff?.status === 'delivered');
    await person.write('sms', 'STOP');
    await eventually(async () => (await getThread(hub, threadId)).lastSeq === 4);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await getCall(hub, callId)).handoff!.status).toBe('delivered');
    await person.write('sms', 'sorry, I do need help');
    const call = await settledCall(callId, (c) => c.handoff?.status === 'engaged');
    expect(call.timeline.at(-1)).toMatchObject({ kind: 'handoff.engaged' });
    const thread = await eventually(async () => {
      const now = await getThread(hub, threadId);
      return now.handoff?.status === 'engaged' ? now : null;
    });
    expect(thread).toMatchObject({ unreadCount: 2 });
    // Later words change nothing more.
    await person.write('sms', 'more');
    await eventually(async () => (await getThread(hub, threadId)).lastSeq === 6);
    expect((await getCall(hub, callId)).timeline.filter((e) => e.kind === 'handoff.engaged')).toHaveLength(1);
  });

  it('also where the answer is quicker than the receipt', async () => {
    const person = handset(hub, newPhone());
    await misbehave(hub, { on: 'status', action: 'delay', ms: 1500, to: person.phone });
    const { callId, offerId } = await offered(hub, { from: person.phone });
    await accept(hub, offerId, { channel: 'whatsapp' });
    await person.write('whatsapp', 'quick');
    await settledCall(callId, (c) => c.handoff?.status === 'engaged');
    await misbehave(hub);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    expect((await getCall(hub, callId)).handoff!.status).toBe('engaged');
  });
});

describe('the token in the text', () => {
  /** Accepts by text and answers the thread with the words the link of the text puts into WhatsApp. */
  async function invited(): Promise<{ callId: string; threadId: string; words: string; person: Handset }> {
    const person = handset(hub, newPhone());
    const { callId, offerId } = await offered(hub, { from: person.phone });
    const { threadId } = (await accept(hub, offerId, { channel: 'sms' })).body;
    const text = (await eventually(async () => (await person.received())[0])).text;
    const link = /https:\/\/wa\.me\/\S+/.exec(text)![0];
    return { callId, threadId, person, words: new URL(link).searchParams.get('text')! };
  }

  it('ties an answer from another number to the call, is shown to nobody, and later messages follow', async () => {
    const { callId, threadId, words } = await invited();
    const other = handset(hub, newPhone());
    await other.write('whatsapp', words);
    await settledCall(callId, (c) => c.handoff?.status === 'engaged');
    await other.write('whatsapp', 'it is me, from my other phone');
    await eventually(async () => (await getThread(hub, threadId)).lastSeq === 4);
    expect(await threadsOf(hub, other.phone)).toHaveLength(1);
    expect((await threadOf(hub, other.phone)).id).toBe(threadId);
    const everything = JSON.stringify([await messagesOf(hub, threadId), await getThread(hub, threadId)]);
    expect(everything).not.toContain(words);
    expect(everything).not.toMatch(/SL-/);
    // The reply goes to the number they wrote from.
    expect((await post(hub, threadId, 'we see you')).status).toBe(201);
    await eventually(async () => (await other.received()).some((m) => m.text === 'we see you'));
  });

  it('moves somebody who was known by that number before, and leaves their old thread as it was', async () => {
    const other = handset(hub, newPhone());
    await other.write('whatsapp', 'an older matter');
    const old = await threadOf(hub, other.phone);
    const { threadId, words } = await invited();
    await other.write('whatsapp', `${words} hello`);
    await eventually(async () => (await getThread(hub, threadId)).lastSeq === 3);
    expect((await messagesOf(hub, threadId)).at(-1)).toMatchObject({ text: 'hello', direction: 'inbound' });
    expect(await getThread(hub, old.id)).toMatchObject({ lastSeq: 1, status: 'open' });
    await other.write('whatsapp', 'and on');
    await eventually(async () => (await getThread(hub, threadId)).lastSeq === 4);
  });

  it('works once: a third person with the same words is nobody we know', async () => {
    const { threadId, words } = await invited();
    const [second, third] = [handset(hub, newPhone()), handset(hub, newPhone())];
    await second.write('whatsapp', words);
    await eventually(async () => (await getThread(hub, threadId)).lastSeq === 3);
    await third.write('whatsapp', `${words} let me in`);
    const theirs = await threadOf(hub, third.phone);
    expect(theirs.id).not.toBe(threadId);
    expect(JSON.stringify(await messagesOf(hub, theirs.id))).not.toContain(words);
    expect((await getThread(hub, threadId)).lastSeq).toBe(3);
  });

  it('that was guessed or has expired ties nothing', async () => {
    const { threadId, words } = await invited();
    const guess = words.slice(0, -1) + (words.endsWith('A') ? 'B' : 'A');
    const stranger = handset(hub, newPhone());
    await stranger.write('whatsapp', guess);
    expect((await threadOf(hub, stranger.phone)).id).not.toBe(threadId);
    await hub.query(`update binding_tokens set expires_at = now() - interval '1 second' where thread_id = $1`, [
      threadId,
    ]);
    const late = handset(hub, newPhone());
    await late.write('whatsapp', words);
    expect((await threadOf(hub, late.phone)).id).not.toBe(threadId);
    // The database holds no token that could be used.
    expect(await hub.query(`select from binding_tokens where token_hash = convert_to($1, 'UTF8')`, [words])).toEqual(
      [],
    );
  });
});

describe('times', () => {
  it('a fact may be reported late, and never early', async () => {
    const from = newPhone();
    const future = new Date(Date.now() + 3_600_000).toISOString();
    for (const more of [{ at: future }, { startedAt: future }]) {
      const answer = await announce(hub, { from, ...more });
      expect([answer.status, problem(answer.body)]).toEqual([400, 'time-in-future']);
    }
    const at = ago(600);
    const call = (await announce(hub, { from, at })).body;
    expect(call.startedAt).toBe(at);
    const early = await offer(hub, call.id, { at: future });
    expect([early.status, problem(early.body)]).toEqual([400, 'time-in-future']);
    const { offerId } = (await offer(hub, call.id, { at: ago(599) })).body;
    const declinedAt = ago(598);
    await send(`/offers/${offerId}/decline`, { at: declinedAt });
    await send(`/calls/${call.id}/end`, { endedAt: ago(590) });
    expect((await getCall(hub, call.id)).offer).toMatchObject({ outcome: 'declined', outcomeAt: declinedAt });
    for (const wrong of ['yesterday', '2026-13-01T00:00:00Z', 1_772_000_000]) {
      expect(problem((await announce(hub, { from, at: wrong })).body)).toBe('validation');
    }
  });

  it('only a machine may say when: a signed-in person may not', async () => {
    const admin = await signIn(hub, 'admin');
    const refused = await announce(hub, { from: newPhone(), at: ago(5) }, admin);
    expect([refused.status, problem(refused.body)]).toEqual([403, 'forbidden']);
    const call = await announce(hub, { from: newPhone() }, admin);
    expect(call.status).toBe(201);
    expect((await send(`/calls/${call.body.id}/end`, { at: ago(1) }, admin)).status).toBe(403);
  });
});

describe('a call that is over', () => {
  it('ends once, and nothing is offered any more', async () => {
    const { body: call } = await announce(hub, { from: newPhone() });
    const first = await send(`/calls/${call.id}/end`, { endedAt: ago(0) });
    const second = await send(`/calls/${call.id}/end`);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body.endedAt).toBe(first.body.endedAt);
    expect((second.body as Call).timeline.filter((e) => e.kind === 'call.ended')).toHaveLength(1);
    const late = await offer(hub, call.id);
    expect([late.status, problem(late.body)]).toEqual([409, 'call-ended']);
  });

  it('is listed with the others, newest first, page by page', async () => {
    const ids: string[] = [];
    for (let cursor = ''; ;) {
      const { status, body } = await request(hub.url).get(`/api/v1/calls?limit=7${cursor}`).set(keyOf(hub));
      expect(status).toBe(200);
      ids.push(...(body as { items: Call[] }).items.map((c) => c.id));
      if (!body.nextCursor) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    const all = await hub.query<{ id: string }>('select id from calls order by id desc');
    expect(ids).toEqual(all.map((c) => c.id));
    const wrong = await request(hub.url).get('/api/v1/calls?cursor=x').set(keyOf(hub));
    expect([wrong.status, problem(wrong.body)]).toEqual([400, 'invalid-cursor']);
  });
});

describe('the policy', () => {
  const decided = async (more: object = {}) =>
    (await offer(ruled, (await announce(ruled, { from: newPhone(), ...more })).body.id)).body;
  const publish = async (rules: object) => {
    const made = await ruled.api<Policy>('POST', '/api/v1/policies', { rules });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ publishedAt: null, inForce: false });
    return (await ruled.api<Policy>('POST', `/api/v1/policies/${made.body.id}/publish`)).body;
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
    await ruled.api('POST', '/api/v1/policies', { rules: { minWaitSeconds: 9999, channels: ['whatsapp'] } });
    expect(await decided({ waitSeconds: 40 })).toMatchObject({ decision: 'offered', policyVersion: 2 });
    const { body } = await ruled.api<{ items: Policy[] }>('GET', '/api/v1/policies');
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
    const { body } = await announce(ruled, { from: newPhone(), waitSeconds: 0, at });
    expect((await offer(ruled, body.id, { at })).body).toMatchObject({ reason: 'wait_under_threshold' });
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
      const { body } = await announce(ruled, { from: newPhone(), at: time });
      return (await offer(ruled, body.id, { at: time })).body.reason;
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
    const answer = await ruled.api('POST', '/api/v1/policies', { rules });
    expect([answer.status, problem(answer.body)]).toEqual([400, 'validation']);
  });

  it('that is not there offers nothing: a fresh installation surprises nobody', async () => {
    await ruled.query('delete from policies');
    expect(await decided({ waitSeconds: 600 })).toMatchObject({
      decision: 'not_offered',
      reason: 'no_policy',
      policyVersion: null,
      offerId: null,
    });
  });
});
