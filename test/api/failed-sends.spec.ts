import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FailedSend, Message, SendCounts } from '#libs/contracts';
import { Sends } from '#libs/messaging';
import { Reconciler } from '../../libs/messaging/src/reconcile/reconciler.service.js';
import { getThread, messagesOf, post, problem, threadOf } from '../support/conversations.js';
import { handset, type Handset, misbehave, misbehaved, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { keyOf, signIn } from '../support/people.js';
import { postTwilio, twilioText } from '../support/providers.js';

let hub: TestHub;
beforeAll(async () => void (hub = await startTestHub()));
afterAll(() => hub.stop());
afterEach(() => misbehave(hub));
const newPhone = phones('+44770093');

async function customer(channel: 'sms' | 'whatsapp'): Promise<[Handset, string]> {
  const person = handset(hub, newPhone());
  await person.write(channel, 'hello');
  return [person, (await threadOf(hub, person.phone)).id];
}
const sends = async (query = 'limit=100') =>
  (await hub.api<{ items: FailedSend[]; nextCursor: string | null }>('GET', `/api/v1/sends?${query}`)).body;
const sendOf = (threadId: string) =>
  eventually(async () => (await sends()).items.find((send) => send.threadId === threadId));
const decide = (id: string, what: 'retry' | 'dismiss', body: object = {}, headers?: Record<string, string>) =>
  hub.api<Message>('POST', `/api/v1/sends/${id}/${what}`, body, headers);
const counts = async () => (await hub.api<SendCounts>('GET', '/api/v1/sends/counts')).body;
const message = async (threadId: string, seq: number) =>
  (await messagesOf(hub, threadId, `after=${seq - 1}&before=${seq + 1}`))[0]!;
const delivered = (threadId: string, seq: number) =>
  eventually(async () => (await message(threadId, seq)).status === 'delivered');
const texts = async (person: Handset) => (await person.accepted()).map((m) => m.text);

/** A reply that the provider refuses (a code), or of which it never says what became of it (`drop`). */
async function failing(channel: 'sms' | 'whatsapp', how: number | 'drop', text = 'a reply') {
  const [person, threadId] = await customer(channel);
  const on = channel === 'sms' ? 'twilio.send' : 'meta.send';
  const fault = { on, to: person.phone, remaining: 1 } as const;
  if (how === 'drop') {
    // "sent" and "delivered" are lost.
    const lost = { on: 'status', action: 'drop', to: person.phone, remaining: 2 } as const;
    await misbehave(hub, { ...fault, action: 'drop' }, lost);
  } else {
    await misbehave(hub, { ...fault, action: 'refuse', code: how });
  }
  await post(hub, threadId, text);
  const send = await sendOf(threadId);
  await misbehaved(hub);
  return { person, threadId, send };
}

describe('a send that failed', () => {
  it('is listed with its thread, its customer, the error and what to do next', async () => {
    const before = await counts();
    const { person, threadId, send } = await failing('whatsapp', 131026, 'to nobody');
    expect(send).toMatchObject({
      state: 'failed',
      threadId,
      seq: 2,
      contact: { phone: person.phone },
      channel: 'whatsapp',
      purpose: 'reply',
      text: 'to nobody',
      error: { code: 'recipient_unreachable', providerCode: '131026' },
      whatNext: expect.stringContaining('other channel'),
      attempts: 1,
    });
    expect(Date.parse(send.finishedAt!)).toBeGreaterThanOrEqual(Date.parse(send.createdAt));
    expect((await message(threadId, 2)).failedSend).toBe(send.id);
    expect(await counts()).toEqual({ ...before, failed: before.failed + 1 });
  });

  it.each([
    ['sms', 21610, 'opted_out', /phone call/],
    ['whatsapp', 131047, 'window_closed', /by text/],
  ] as const)('for good, by %s (%i), says what remains', async (channel, code, ours, next) => {
    const { send } = await failing(channel, code);
    expect(send.error?.code).toBe(ours);
    expect(send.whatNext).toMatch(next);
  });

  it('by a receipt counts too, and one that arrives after all is off the list', async () => {
    const [person, threadId] = await customer('sms');
    await misbehave(hub, { on: 'twilio.send', action: 'fail_later', code: 30003, to: person.phone, remaining: 1 });
    await post(hub, threadId, 'fails later');
    const send = await sendOf(threadId);
    expect(send).toMatchObject({ state: 'failed', error: { providerCode: '30003' } });
    const { providerMessageId } = await message(threadId, 2);
    const receipt = {
      ...twilioText(hub, hub.sandbox.sms.number, '', { To: person.phone }),
      MessageSid: providerMessageId!,
      MessageStatus: 'delivered',
    };
    expect((await postTwilio(hub, '/webhooks/twilio/messages/status', receipt)).status).toBe(200);
    expect((await sends()).items.map((s) => s.id)).not.toContain(send.id);
    expect(await message(threadId, 2)).toMatchObject({ status: 'delivered', failedSend: null });
  });

  it('is sent again as the same message, once, however often it is asked for', async () => {
    const { person, threadId, send } = await failing('whatsapp', 131026, 'once more');
    const answers = await Promise.all(Array.from({ length: 5 }, () => decide(send.id, 'retry')));
    expect(answers.map((a) => a.status).sort((a, b) => a - b)).toEqual([200, 409, 409, 409, 409]);
    expect(answers.find((a) => a.status === 200)!.body).toMatchObject({ seq: 2, status: 'queued', error: null });
    await delivered(threadId, 2);
    expect(await texts(person)).toEqual(['once more']);
    expect(await messagesOf(hub, threadId)).toHaveLength(2);
    expect((await decide(send.id, 'retry')).status).toBe(409);
    expect((await message(threadId, 2)).failedSend).toBeNull();
  });

  it('goes by the other channel, and the thread goes on there', async () => {
    const { person, threadId, send } = await failing('whatsapp', 131026, 'by text then');
    expect((await decide(send.id, 'retry', { channel: 'sms' })).body).toMatchObject({ channel: 'sms' });
    await delivered(threadId, 2);
    expect((await person.received()).map(({ channel, text }) => [channel, text])).toEqual([['sms', 'by text then']]);
    expect((await threadOf(hub, person.phone)).channel).toBe('sms');
  });

  it('does not go where nothing may be sent: consent and window are asked again', async () => {
    const { person, send } = await failing('sms', 30007);
    expect(problem((await decide(send.id, 'retry', { channel: 'whatsapp' })).body)).toBe('window-closed');
    await person.write('sms', 'STOP');
    await eventually(async () => (await getThread(hub, send.threadId)).lastSeq >= 3);
    expect(problem((await decide(send.id, 'retry')).body)).toBe('opted-out');
  });

  it('does not overtake what its thread has waiting', async () => {
    const { person, threadId, send } = await failing('sms', 21612, 'first');
    await misbehave(hub, { on: 'twilio.send', action: 'refuse', code: 20429, to: person.phone, remaining: 1 });
    await post(hub, threadId, 'second');
    await eventually(
      async () =>
        (await hub.query('select from outbox where thread_id = $1 and attempts > 0', [threadId])).length === 2,
    );
    expect((await decide(send.id, 'retry')).status).toBe(200);
    await delivered(threadId, 2);
    const arrived = (await person.accepted()).sort((a, b) => a.at.localeCompare(b.at));
    expect(arrived.map((m) => m.text)).toEqual(['second', 'first']);
  });

  it('is dismissed by a supervisor, and not by an agent', async () => {
    const { threadId, send } = await failing('sms', 30007);
    expect((await decide(send.id, 'dismiss', {}, await signIn(hub, 'agent'))).status).toBe(403);
    expect((await decide(send.id, 'dismiss', {}, await signIn(hub, 'supervisor'))).status).toBe(200);
    expect((await sends()).items.map((s) => s.id)).not.toContain(send.id);
    expect(await message(threadId, 2)).toMatchObject({ status: 'failed', failedSend: null });
    expect(problem((await decide(send.id, 'dismiss')).body)).toBe('send-settled');
    const events = await hub.query('select data from events where thread_id = $1 and kind = $2', [
      threadId,
      'send.dismissed',
    ]);
    expect(events).toHaveLength(1);
  });

  it('may be sent again by an agent', async () => {
    const { threadId, send } = await failing('sms', 21612);
    expect((await decide(send.id, 'retry', {}, await signIn(hub, 'agent'))).status).toBe(200);
    await delivered(threadId, 2);
  });
});

describe('a send of unknown outcome', () => {
  // The provider's list would settle it, as soon as it is read.
  beforeAll(() => hub.app.get(Reconciler).onApplicationShutdown());

  it('goes again only when somebody confirms that it may arrive twice', async () => {
    const { person, threadId, send } = await failing('sms', 'drop', 'perhaps');
    expect(send).toMatchObject({ state: 'unknown', error: { code: 'not_confirmed' } });
    const refused = await decide(send.id, 'retry');
    expect([refused.status, problem(refused.body)]).toEqual([409, 'confirm-required']);
    expect((await decide(send.id, 'retry', { confirm: true })).status).toBe(200);
    await delivered(threadId, 2);
    expect(await texts(person)).toEqual(['perhaps', 'perhaps']);
  });

  it('that has arrived after all is not sent again, even where that was asked for already', async () => {
    const { person, threadId, send } = await failing('sms', 'drop', 'arrived');
    // The sender is held back while the receipt comes.
    await hub.query(`update senders set slowed_until = now() + interval '1 minute'`);
    expect((await decide(send.id, 'retry', { confirm: true })).status).toBe(200);
    await hub.query(`update messages set status = 'delivered' where thread_id = $1 and seq = 2`, [threadId]);
    await hub.query('update senders set slowed_until = null');
    await eventually(async () => {
      const [again] = await hub.query<{ state: string }>('select state from outbox where replaces = $1', [send.id]);
      return again?.state === 'accepted';
    });
    expect(await texts(person)).toEqual(['arrived']);
  });

  it('is settled by what its provider says when asked', async () => {
    const { person, threadId, send } = await failing('sms', 'drop', 'asked');
    const providerMessageId = (await person.accepted())[0]!.id;
    const found = { providerMessageId, status: 'delivered', error: null } as const;
    await hub.app.get(Sends).settleUnknown(send.id, found);
    expect(await message(threadId, 2)).toMatchObject({
      status: 'delivered',
      error: null,
      providerMessageId,
      failedSend: null,
    });
    expect(problem((await decide(send.id, 'retry', { confirm: true })).body)).toBe('send-settled');
  });
});

describe('the list', () => {
  it('pages, newest first, and by state', async () => {
    const all = (await sends()).items;
    expect(all.length).toBeGreaterThan(3);
    expect(all.map((s) => Number(s.id))).toEqual(all.map((s) => Number(s.id)).sort((a, b) => b - a));
    const first = await sends('limit=2');
    const rest = await sends(`limit=100&cursor=${first.nextCursor}`);
    expect([...first.items, ...rest.items].map((s) => s.id)).toEqual(all.map((s) => s.id));
    expect((await sends('state=unknown')).items.every((s) => s.state === 'unknown')).toBe(true);
    const { status } = await hub.api('GET', '/api/v1/sends?cursor=x', undefined, keyOf(hub));
    expect(status).toBe(400);
  });
});

describe('a send whose time is over', () => {
  it('is a dead letter, and nothing of it has left', async () => {
    const [person, threadId] = await customer('sms');
    await hub.query(`update senders set slowed_until = now() + interval '1 minute'`);
    await post(hub, threadId, 'too late');
    await post(hub, threadId, 'and this in time');
    await hub.query(`update outbox set expires_at = now() where thread_id = $1 and seq = 2`, [threadId]);
    const send = await sendOf(threadId);
    await hub.query('update senders set slowed_until = null');
    expect(send).toMatchObject({ state: 'failed', attempts: 0, error: { code: 'expired' } });
    await delivered(threadId, 3);
    expect(await texts(person)).toEqual(['and this in time']);
  });
});
