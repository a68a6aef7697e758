import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message, ThreadSummary } from '#libs/contracts';
import { Channels } from '#libs/messaging';
import { messagesOf, post, problem, threadOf } from '../support/conversations.js';
import { handset, type Handset, misbehave, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { metaStatus, postMeta, postTwilio, sid, twilioText } from '../support/providers.js';

let hub: TestHub;
let slow: { phone: string; threadId: string; posted: number };
beforeAll(async () => {
  hub = await startTestHub();
  // A provider that never answers is given ten seconds: it gets them while the other tests run.
  const [person, thread] = await customer('sms');
  await misbehave(hub, { on: 'twilio.send', action: 'delay', ms: 14_000, to: person.phone, remaining: 1 });
  await post(hub, thread.id, 'into the silence');
  // Its receipt is quicker than the answer; later tests hold receipts back.
  await until(thread.id, 2, (m) => m.status === 'delivered');
  slow = { phone: person.phone, threadId: thread.id, posted: Date.now() };
});
afterAll(() => hub.stop());
const newPhone = phones();

/** Somebody who has just written, and their thread. */
async function customer(
  channel: 'sms' | 'whatsapp' | 'whatsapp_twilio',
  text = 'hello',
): Promise<[Handset, ThreadSummary]> {
  const person = handset(hub, newPhone());
  await person.write(channel, text);
  return [person, await threadOf(hub, person.phone)];
}
const message = async (threadId: string, seq: number) =>
  (await messagesOf(hub, threadId, `after=${seq - 1}&before=${seq + 1}`))[0]!;
const until = (threadId: string, seq: number, is: (m: Message) => unknown) =>
  eventually(async () => {
    const found = await message(threadId, seq);
    return is(found) ? found : null;
  });
const texts = async (person: Handset) => (await person.accepted()).map((m) => m.text);

describe('the statuses of a message', () => {
  const permutations = <T>(items: T[]): T[][] =>
    items.length < 2
      ? [items]
      : items.flatMap((item, i) => permutations(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));

  it('end the same in every order and however often each is repeated', async () => {
    const orders = permutations(['sent', 'failed', 'delivered', 'read']);
    const errors = [{ code: 131026, title: 'Message undeliverable' }];
    await misbehave(hub, { on: 'status', action: 'delay', ms: 60_000 });
    const sent: Message[] = [];
    const people = await Promise.all(Array.from({ length: 6 }, () => customer('whatsapp')));
    for (const [, { id }] of people) {
      for (let n = 0; n < orders.length / 6; n++) await post(hub, id, `order ${n}`);
      for (let n = 0; n < orders.length / 6; n++) sent.push(await until(id, n + 2, (m) => m.providerMessageId));
    }
    const ends = new Set<string>();
    const partial = new Set<string>();
    for (const [n, order] of orders.entries()) {
      const { providerMessageId, threadId, seq } = sent[n]!;
      const hook = (status: string) =>
        postMeta(hub, metaStatus(hub, providerMessageId!, status, status === 'failed' ? { errors } : {}));
      for (const status of order.slice(0, 2)) await hook(status);
      if (order[0] === 'sent' && order[1] === 'failed') partial.add((await message(threadId, seq)).status);
      for (const status of [order[0]!, ...order.slice(2), order[1]!]) await hook(status);
      const { status, error } = await message(threadId, seq);
      ends.add(JSON.stringify({ status, code: error?.providerCode ?? null }));
    }
    await misbehave(hub);
    expect(partial).toEqual(new Set(['failed']));
    // A receipt beats a failure; the first error is kept as evidence.
    expect(ends).toEqual(new Set(['{"status":"read","code":"131026"}']));
  });

  it('that come before our own commit are parked and applied to it', async () => {
    const [person, thread] = await customer('whatsapp');
    await misbehave(
      hub,
      { on: 'meta.send', action: 'delay', ms: 5_000, to: person.phone, remaining: 1 },
      { on: 'status', action: 'delay', ms: 60_000, to: person.phone },
    );
    await post(hub, thread.id, 'the answer comes late');
    const { id } = await eventually(async () => (await person.accepted())[0]);
    // Without our reference: only the provider's id, which we have not been told yet.
    expect((await postMeta(hub, metaStatus(hub, id, 'delivered'))).status).toBe(200);
    expect(await hub.query('select from parked_statuses where provider_message_id = $1', [id])).toHaveLength(1);
    expect((await message(thread.id, 2)).status).toBe('queued');
    const done = await until(thread.id, 2, (m) => m.status === 'delivered');
    expect(done).toMatchObject({ providerMessageId: id, error: null });
    expect(await hub.query('select from parked_statuses where provider_message_id = $1', [id])).toHaveLength(0);
    await misbehave(hub);
  });

  it('of a message nobody knows are kept and change nothing', async () => {
    expect((await postMeta(hub, metaStatus(hub, 'wamid.unheard-of', 'read'))).status).toBe(200);
    const callback = { ...twilioText(hub, newPhone(), ''), MessageStatus: 'delivered', MessageSid: sid('SM') };
    const params = { ...callback, From: callback.To, To: callback.From };
    const path = '/webhooks/twilio/messages/status?ref=999999';
    expect((await postTwilio(hub, path, params)).status).toBe(200);
    expect((await postTwilio(hub, `${path}abc`, { ...params, MessageStatus: 'read' })).status).toBe(200);
  });
});

describe('when the provider does not answer as it should', () => {
  it('a message whose answer was lost is not confirmed, is found by our own reference, and was sent once', async () => {
    const [person, thread] = await customer('sms');
    await misbehave(
      hub,
      { on: 'twilio.send', action: 'drop', to: person.phone, remaining: 1 },
      { on: 'status', action: 'delay', ms: 5_000, to: person.phone },
    );
    await post(hub, thread.id, 'was it sent?');
    const open = await until(thread.id, 2, (m) => m.error);
    expect(open).toMatchObject({ status: 'queued', error: { code: 'not_confirmed' }, providerMessageId: null });
    const found = await until(thread.id, 2, (m) => m.status === 'delivered');
    const [arrived] = await person.accepted();
    expect(found).toMatchObject({ error: null, providerMessageId: arrived!.id });
    expect(await texts(person)).toEqual(['was it sent?']);
    await misbehave(hub);
  });

  it('a receipt that came before the line was cut is believed: delivered, and nothing to confirm', async () => {
    const [person, thread] = await customer('sms');
    await misbehave(
      hub,
      { on: 'twilio.send', action: 'delay', ms: 900, to: person.phone, remaining: 1 },
      { on: 'twilio.send', action: 'drop', to: person.phone, remaining: 1 },
    );
    await post(hub, thread.id, 'receipt first');
    await until(thread.id, 2, (m) => m.status === 'delivered');
    await eventually(async () => {
      const [row] = await hub.query<{ state: string }>('select state from outbox where thread_id = $1', [thread.id]);
      return row!.state !== 'in_flight';
    });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(await message(thread.id, 2)).toMatchObject({ status: 'delivered', error: null });
    expect(await hub.query('select state from outbox where thread_id = $1', [thread.id])).toEqual([
      { state: 'accepted' },
    ]);
    await misbehave(hub);
  });

  it.each(['twilio', 'meta'] as const)(
    'a 500 of %s leaves it not confirmed and is never sent again',
    async (provider) => {
      const [person, thread] = await customer(provider === 'meta' ? 'whatsapp' : 'sms');
      await misbehave(hub, { on: `${provider}.send`, action: 'refuse', code: 500, to: person.phone, remaining: 1 });
      await post(hub, thread.id, 'into the void');
      const open = await until(thread.id, 2, (m) => m.error);
      expect(open).toMatchObject({ status: 'queued', error: { code: 'not_confirmed' } });
      // The next one is not held up by it.
      await post(hub, thread.id, 'the next');
      await until(thread.id, 3, (m) => m.status === 'delivered');
      expect(await texts(person)).toEqual(['the next']);
      // A receipt may come before the answer to its send.
      await expect
        .poll(() => hub.query('select state, attempts from outbox where thread_id = $1 order by id', [thread.id]))
        .toEqual([
          { state: 'unknown', attempts: 1 },
          { state: 'accepted', attempts: 1 },
        ]);
    },
  );

  it.each([
    ['twilio', 20429],
    ['twilio', 429],
    ['meta', 130429],
    ['meta', 131056],
  ] as const)('a limit of %s (%i) is waited for, and the message goes once', async (provider, code) => {
    const [person, thread] = await customer(provider === 'meta' ? 'whatsapp' : 'sms');
    await misbehave(hub, { on: `${provider}.send`, action: 'refuse', code, to: person.phone, remaining: 1 });
    await post(hub, thread.id, 'slowly');
    const done = await until(thread.id, 2, (m) => m.status === 'delivered');
    expect(done.error).toBeNull();
    expect(await texts(person)).toEqual(['slowly']);
  });

  it.each([
    ['meta', 131026, 'recipient_unreachable'],
    ['meta', 131051, 'content_invalid'],
    ['twilio', 21614, 'recipient_unreachable'],
    ['twilio', 21606, 'misconfigured'],
    ['twilio', 29999, 'unknown'],
  ] as const)('a refusal of %s (%i) is final and says why: %s', async (provider, code, ours) => {
    const [person, thread] = await customer(provider === 'meta' ? 'whatsapp' : 'sms');
    await misbehave(hub, { on: `${provider}.send`, action: 'refuse', code, to: person.phone, remaining: 1 });
    await post(hub, thread.id, 'refused');
    const failed = await until(thread.id, 2, (m) => m.status === 'failed');
    expect(failed.error).toMatchObject({ code: ours, providerCode: String(code) });
    expect(failed.error!.message).toBeTruthy();
    expect(await texts(person)).toEqual([]);
  });

  it('a window that closed meanwhile is told by the status, as a failure with its reason', async () => {
    const [person, thread] = await customer('whatsapp');
    await person.closeWindow('whatsapp');
    await post(hub, thread.id, 'too late');
    const failed = await until(thread.id, 2, (m) => m.status === 'failed');
    expect(failed.error).toMatchObject({ code: 'window_closed', providerCode: '131047' });
  });

  it('a token that no longer works makes the channel unwell, and further replies are refused at once', async () => {
    const [person, thread] = await customer('whatsapp');
    await misbehave(hub, { on: 'meta.send', action: 'refuse', code: 190, to: person.phone, remaining: 1 });
    await post(hub, thread.id, 'with a dead token');
    const failed = await until(thread.id, 2, (m) => m.status === 'failed');
    expect(failed.error).toMatchObject({ code: 'unauthorized' });
    const channels = (
      await hub.api<{ items: { id: string; health: string; provider: string }[] }>('GET', '/api/v1/channels')
    ).body.items;
    const ill = channels.filter((c) => c.health === 'unhealthy');
    expect(ill.map((c) => c.provider)).toEqual(['meta']);
    const refused = await post(hub, thread.id, 'again');
    expect([refused.status, problem(refused.body)]).toEqual([409, 'channel-unhealthy']);
    await hub.app.get(Channels).setHealth(ill[0]!.id, null);
    expect((await post(hub, thread.id, 'healed')).status).toBe(201);
  });

  it('silence for ten seconds is an open outcome, and the receipt settles it', async () => {
    // The hub has given up waiting by then, and the carrier's answer has come too late.
    await sleep(Math.max(0, slow.posted + 15_000 - Date.now()));
    const [row] = await hub.query<{ state: string }>('select state from outbox where thread_id = $1', [slow.threadId]);
    expect(row!.state).toBe('accepted');
    expect(await message(slow.threadId, 2)).toMatchObject({ status: 'delivered', error: null });
    expect(await texts(handset(hub, slow.phone))).toEqual(['into the silence']);
  });
});
