import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message, ThreadSummary } from '#libs/contracts';
import { accept, getThread, messagesOf, offered, post, problem, threadOf } from '../support/conversations.js';
import { handset, type Handset, misbehave, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { keyOf, signIn } from '../support/people.js';
import { metaText, postMeta } from '../support/providers.js';

let hub: TestHub;
let ada: { cookie: string };
beforeAll(async () => {
  hub = await startTestHub();
  ada = await signIn(hub, 'agent');
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

describe('a reply', () => {
  it.each(['whatsapp', 'sms', 'whatsapp_twilio'] as const)(
    'by %s reaches the customer, and its status rises as receipts come',
    async (channel) => {
      const [person, thread] = await customer(channel);
      const answer = await post(hub, thread.id, 'Hello, this is Ada', { lastSeenSeq: 1 }, ada);
      expect(answer.status).toBe(201);
      expect(answer.body).toMatchObject({
        seq: 2,
        direction: 'outbound',
        type: 'text',
        status: 'queued',
        channel: channel === 'sms' ? 'sms' : 'whatsapp',
        author: { kind: 'user', name: 'Ada Okafor' },
        error: null,
      });
      const done = await until(thread.id, 2, (m) => m.status === 'delivered');
      const [got] = await person.received();
      expect(got).toMatchObject({ text: 'Hello, this is Ada', id: done.providerMessageId, channel });
      expect(await person.accepted()).toHaveLength(1);
      if (channel === 'sms') return;
      await person.read(channel);
      await until(thread.id, 2, (m) => m.status === 'read');
    },
  );

  it('with the same clientId is one message and one send, in sequence and in parallel', async () => {
    const [person, thread] = await customer('sms');
    const clientId = randomUUID();
    const first = await post(hub, thread.id, 'once', { clientId }, ada);
    const second = await post(hub, thread.id, 'once', { clientId }, ada);
    expect([second.status, second.body.id]).toEqual([201, first.body.id]);
    const other = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post(hub, thread.id, 'clicked twenty times', { clientId: other }, ada)),
    );
    expect(new Set(answers.map((a) => `${a.status} ${a.body.id}`))).toEqual(new Set([`201 ${thread.id}-3`]));
    await until(thread.id, 3, (m) => m.status === 'delivered');
    expect((await person.received()).map((m) => m.text)).toEqual(['once', 'clicked twenty times']);
    expect(await texts(person)).toEqual(['once', 'clicked twenty times']);
    expect((await getThread(hub, thread.id)).lastSeq).toBe(3);
    // The same clientId in another thread is another message.
    const [, elsewhere] = await customer('sms');
    expect((await post(hub, elsewhere.id, 'here too', { clientId }, ada)).body.threadId).toBe(elsewhere.id);
  });

  it('sends of one thread arrive in the order in which they were written, whatever holds one up', async () => {
    const [person, thread] = await customer('sms');
    await misbehave(
      hub,
      { on: 'twilio.send', action: 'delay', ms: 400, to: person.phone, remaining: 1 },
      { on: 'twilio.send', action: 'refuse', code: 20429, to: person.phone, remaining: 2 },
    );
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => post(hub, thread.id, n % 2 ? 'short' : 'long '.repeat(200))),
    );
    const written = answers.map((a) => a.body).sort((a, b) => a.seq - b.seq);
    expect(written.map((m) => m.seq)).toEqual(Array.from({ length: 12 }, (_, n) => n + 2));
    await until(thread.id, 13, (m) => m.status === 'delivered');
    const byId = new Map((await messagesOf(hub, thread.id)).map((m) => [m.providerMessageId, m.seq]));
    const arrived = (await person.accepted()).sort((a, b) => a.at.localeCompare(b.at)).map((m) => byId.get(m.id));
    expect(arrived).toEqual(written.map((m) => m.seq));
    await misbehave(hub);
  });

  it('is refused past messages the writer has not seen, and says up to where', async () => {
    const [person, thread] = await customer('sms');
    await person.write('sms', 'and another thing');
    await eventually(async () => (await getThread(hub, thread.id)).lastSeq === 2);
    const stale = await post(hub, thread.id, 'late', { lastSeenSeq: 1 }, ada);
    expect([stale.status, problem(stale.body)]).toEqual([409, 'stale-reply']);
    expect((stale.body as unknown as { lastSeq: number }).lastSeq).toBe(2);
    expect((await post(hub, thread.id, 'now', { lastSeenSeq: 2 }, ada)).status).toBe(201);
    // Only the customer's words make a reply stale, not a colleague's note or reply.
    await post(hub, thread.id, 'a note', { kind: 'note' });
    expect((await post(hub, thread.id, 'again', { lastSeenSeq: 2 }, ada)).status).toBe(201);
  });

  it('is refused in a resolved thread, and when it is empty or too long for its channel', async () => {
    const [, thread] = await customer('sms');
    const long = await post(hub, thread.id, 'x'.repeat(1601));
    expect([long.status, problem(long.body)]).toEqual([400, 'text-too-long']);
    expect((await post(hub, thread.id, 'x'.repeat(1600))).status).toBe(201);
    for (const text of ['', '   \n ', 'x'.repeat(4097)]) {
      expect(problem((await post(hub, thread.id, text)).body)).toBe('validation');
    }
    await hub.api('POST', `/api/v1/threads/${thread.id}/resolve`, { disposition: 'solved' });
    const closed = await post(hub, thread.id, 'too late');
    expect([closed.status, problem(closed.body)]).toEqual([409, 'thread-resolved']);
    const [, roomy] = await customer('whatsapp');
    expect((await post(hub, roomy.id, 'x'.repeat(4096))).status).toBe(201);
  });

  it('is refused before the provider outside the WhatsApp window, and goes again when the customer has written', async () => {
    const person = handset(hub, newPhone());
    const { offerId } = await offered(hub, { from: person.phone });
    const { threadId } = (await accept(hub, offerId, { channel: 'whatsapp' })).body;
    await eventually(async () => (await person.received()).length === 1);
    expect(await getThread(hub, threadId)).toMatchObject({ canReply: false, windowExpiresAt: null });
    const early = await post(hub, threadId, 'before they wrote');
    expect([early.status, problem(early.body)]).toEqual([409, 'window-closed']);
    // A note never leaves and needs no window.
    expect((await post(hub, threadId, 'for us', { kind: 'note' })).status).toBe(201);
    await person.write('whatsapp', 'here I am');
    await eventually(async () => (await getThread(hub, threadId)).canReply);
    expect((await post(hub, threadId, 'welcome')).status).toBe(201);
    await eventually(async () => (await texts(person)).includes('welcome'));
    await hub.query(`update threads set window_started_at = now() - interval '24 hours' where id = $1`, [threadId]);
    const late = await post(hub, threadId, 'a day later');
    expect([late.status, problem(late.body)]).toEqual([409, 'window-closed']);
    expect(await person.accepted()).toHaveLength(2);
  });
});

describe('a note', () => {
  it('is in the thread and never leaves the house', async () => {
    const [person, thread] = await customer('sms');
    const clientId = randomUUID();
    const note = (await post(hub, thread.id, 'check the old bill', { kind: 'note', clientId }, ada)).body;
    expect(note).toMatchObject({ type: 'note', direction: 'internal', channel: null, status: 'received', seq: 2 });
    expect((await post(hub, thread.id, 'check the old bill', { kind: 'note', clientId }, ada)).body.id).toBe(note.id);
    await post(hub, thread.id, 'the reply');
    await until(thread.id, 3, (m) => m.status === 'delivered');
    expect(await texts(person)).toEqual(['the reply']);
    const queued = await hub.query('select from outbox where thread_id = $1', [thread.id]);
    expect(queued).toHaveLength(1);
  });
});

describe('who has opted out', () => {
  it('by STOP gets nothing more from this sender, and START opens it again', async () => {
    const [person, thread] = await customer('sms');
    await person.write('sms', ' Stop. ');
    await eventually(async () => (await getThread(hub, thread.id)).optedOut);
    const refused = await post(hub, thread.id, 'one more thing');
    expect([refused.status, problem(refused.body)]).toEqual([409, 'opted-out']);
    await person.write('sms', 'START');
    await eventually(async () => (await getThread(hub, thread.id)).optedOut === null);
    expect((await post(hub, thread.id, 'welcome back')).status).toBe(201);
  });

  it('of texts is still written to by WhatsApp: an opt-out holds for its sender', async () => {
    const [person, thread] = await customer('whatsapp');
    await person.write('sms', 'UNSUBSCRIBE');
    await eventually(async () => (await getThread(hub, thread.id)).optedOut);
    expect(problem((await post(hub, thread.id, 'by text?')).body)).toBe('opted-out');
    await person.write('whatsapp', 'but here you may. Please stop the delivery');
    await eventually(async () => (await messagesOf(hub, thread.id)).some((m) => m.text?.startsWith('but here')));
    expect((await post(hub, thread.id, 'thank you', { channel: 'whatsapp' })).status).toBe(201);
  });

  it('between writing and sending gets nothing either', async () => {
    const [person, thread] = await customer('sms');
    const held = (until: string) => hub.query(`update senders set slowed_until = ${until}`);
    await held(`now() + interval '1 minute'`);
    const second = (await post(hub, thread.id, 'second')).body;
    await person.write('sms', 'STOP');
    await eventually(async () => (await getThread(hub, thread.id)).optedOut);
    await held('null');
    const failed = await until(thread.id, second.seq, (m) => m.status === 'failed');
    expect(failed.error).toMatchObject({ code: 'opted_out' });
    expect((await texts(person)).filter((t) => t === 'second')).toEqual([]);
  });

  it('at the provider (21610) counts as opted out from then on', async () => {
    const [person, thread] = await customer('sms');
    await misbehave(hub, { on: 'twilio.send', action: 'refuse', code: 21610, to: person.phone, remaining: 1 });
    await post(hub, thread.id, 'refused there');
    const failed = await until(thread.id, 2, (m) => m.status === 'failed');
    expect(failed.error).toMatchObject({ code: 'opted_out', providerCode: '21610' });
    expect(problem((await post(hub, thread.id, 'again')).body)).toBe('opted-out');
  });
});

describe('idempotency of the request itself', () => {
  it('an Idempotency-Key answers the same message again, and is refused for another text', async () => {
    const [person, thread] = await customer('sms');
    const headers = { ...keyOf(hub), 'idempotency-key': randomUUID() };
    const body = { clientId: 'k1', text: 'keyed' };
    const path = `/api/v1/threads/${thread.id}/messages`;
    const first = await hub.api<Message>('POST', path, body, headers);
    const second = await hub.api<Message>('POST', path, body, headers);
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    const other = await hub.api('POST', path, { ...body, clientId: 'k2', text: 'other' }, headers);
    expect([other.status, problem(other.body)]).toEqual([422, 'idempotency-key-reused']);
    await until(thread.id, 2, (m) => m.status === 'delivered');
    expect(await texts(person)).toEqual(['keyed']);
  });

  it('a message by Meta of who is unknown at the sandbox is answered at Meta', async () => {
    const phone = newPhone();
    await postMeta(hub, metaText(hub, phone, 'raw'));
    const thread = await threadOf(hub, phone);
    await post(hub, thread.id, 'the sandbox saw no message of theirs');
    // It refuses a free-form text, as Meta would: outside the window.
    expect((await until(thread.id, 2, (m) => m.status === 'failed')).error?.code).toBe('window_closed');
  });
});
