import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Consent, Message, ThreadSummary, Why } from '#libs/contracts';
import { getThread, messagesOf, post, problem, threadOf } from '../support/conversations.js';
import { handset, type Handset, misbehave, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';
import { metaText, postMeta, postTwilio, twilioText } from '../support/providers.js';

let hub: TestHub;
let ada: { cookie: string };
beforeAll(async () => {
  hub = await startTestHub();
  ada = await signIn(hub, 'agent');
});
afterAll(() => hub.stop());
const newPhone = phones('+44770092');

type Channel = 'sms' | 'whatsapp' | 'whatsapp_twilio';
async function customer(channel: Channel, text = 'hello'): Promise<[Handset, ThreadSummary]> {
  const person = handset(hub, newPhone());
  await person.write(channel, text);
  return [person, await threadOf(hub, person.phone)];
}
const ledger = async (contactId: string) =>
  (await hub.api<{ items: Consent[] }>('GET', `/api/v1/contacts/${contactId}/consents`)).body.items;
const events = async (threadId: string) =>
  (await messagesOf(hub, threadId)).filter((m) => m.type === 'event').map((m) => m.text);
const confirmations = async (threadId: string) =>
  (await messagesOf(hub, threadId)).filter((m) => m.purpose === 'confirmation');
const texts = async (person: Handset) => (await person.accepted()).map((m) => m.text);
/** No job is left: whatever follows from what came in has followed. */
const quiet = () =>
  eventually(async () => {
    const [row] = await hub.query<{ n: number }>(
      `select (select count(*) from jobs) + (select count(*) from outbox where state in ('pending', 'in_flight')) as n`,
    );
    return Number(row!.n) === 0;
  });
const why = async (message: Message) =>
  (await hub.api<Why>('GET', `/api/v1/threads/${message.threadId}/messages/${message.seq}/why`)).body;

describe('STOP', () => {
  it('by WhatsApp is in the ledger, seen in the thread, confirmed once, and holds back every later reply', async () => {
    const [person, thread] = await customer('whatsapp');
    await person.write('whatsapp', 'Stop.');
    const confirmation = await eventually(async () => (await confirmations(thread.id))[0]);
    await eventually(async () => (await person.received()).length === 1);
    expect(confirmation).toMatchObject({ direction: 'outbound', author: { kind: 'system', name: 'Riverside Water' } });
    expect(confirmation.text).toMatch(/Riverside Water.*START/);
    expect(await events(thread.id)).toEqual(['Opted out of WhatsApp from +447700900801 by STOP']);
    const [entry, ...more] = await ledger(thread.contact.id);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      purpose: 'all',
      action: 'opt_out',
      source: 'keyword',
      threadId: thread.id,
      seq: 2,
      note: 'STOP',
      by: null,
      confirmedBy: 'hub',
      channel: { kind: 'whatsapp', address: '+447700900801' },
    });
    expect(entry!.at).toBe((await messagesOf(hub, thread.id))[1]!.sentAt);
    const refused = await post(hub, thread.id, 'one more thing', {}, ada);
    expect([refused.status, problem(refused.body)]).toEqual([409, 'opted-out']);
    expect(refused.body.detail).toMatch(/^Said STOP on \d+ \w+ \d{4}\./);
    const shown = await getThread(hub, thread.id);
    expect(shown).toMatchObject({ canReply: false, optedOut: { id: entry!.id, note: 'STOP' } });
    // Said again, three times over and by a webhook that repeats: nothing new to confirm.
    const again = metaText(hub, person.phone, 'STOP');
    for (let n = 0; n < 3; n++) await postMeta(hub, again);
    await person.write('whatsapp', 'unsubscribe');
    await eventually(async () => (await ledger(thread.contact.id)).length === 3);
    await quiet();
    expect(await confirmations(thread.id)).toHaveLength(1);
    expect(await texts(person)).toEqual([confirmation.text]);
  });

  it('is answered by the carrier where it does so: the hub adds nothing but the line in the thread', async () => {
    const [person, thread] = await customer('sms');
    await person.write('sms', 'STOP');
    await eventually(async () => (await events(thread.id)).length === 1);
    await quiet();
    expect(await confirmations(thread.id)).toEqual([]);
    expect(await texts(person)).toEqual([expect.stringMatching(/successfully been unsubscribed/)]);
    await person.write('sms', 'START');
    await eventually(async () => (await events(thread.id)).length === 2);
    expect((await events(thread.id))[1]).toBe('Opted in to texts from +447700900800 by START');
    expect(await confirmations(thread.id)).toEqual([]);
    expect((await post(hub, thread.id, 'welcome back')).status).toBe(201);
  });

  it('twenty times at once is one confirmation, and START one more', async () => {
    const [person, thread] = await customer('whatsapp');
    const many = (text: string) =>
      Promise.all(Array.from({ length: 20 }, () => postMeta(hub, metaText(hub, person.phone, text))));
    await many('STOP');
    await eventually(async () => (await confirmations(thread.id)).length === 1);
    await quiet();
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await many('START');
    await eventually(async () => (await confirmations(thread.id)).length === 2);
    await quiet();
    expect(await events(thread.id)).toHaveLength(2);
    expect((await confirmations(thread.id)).map((m) => /START/.test(m.text!))).toEqual([true, false]);
    expect((await ledger(thread.contact.id)).length).toBe(40);
  });

  it('that comes late, said before a START, changes nothing', async () => {
    const phone = newPhone();
    const now = Math.floor(Date.now() / 1000);
    await postMeta(hub, metaText(hub, phone, 'hello', { at: now - 100 }));
    const thread = await threadOf(hub, phone);
    await postMeta(hub, metaText(hub, phone, 'START', { at: now - 50 }));
    await postMeta(hub, metaText(hub, phone, 'STOP', { at: now - 60 }));
    await eventually(async () => (await ledger(thread.contact.id)).length === 2);
    await quiet();
    expect((await ledger(thread.contact.id)).map((e) => e.action)).toEqual(['opt_in', 'opt_out']);
    expect(await events(thread.id)).toEqual([]);
    expect((await getThread(hub, thread.id)).optedOut).toBeNull();
  });

  it('by one sender leaves the other free', async () => {
    const [person, thread] = await customer('whatsapp');
    await person.write('sms', 'QUIT');
    await eventually(async () => (await events(thread.id)).length === 1);
    expect(problem((await post(hub, thread.id, 'by text?')).body)).toBe('opted-out');
    await person.write('whatsapp', 'here you may. Please stop the delivery');
    await eventually(async () => (await getThread(hub, thread.id)).lastSeq === 4);
    expect((await post(hub, thread.id, 'thank you', { channel: 'whatsapp' })).status).toBe(201);
  });
});

describe('the words', () => {
  it("count in the company's language and in English, and the hub answers what the carrier does not know", async () => {
    const [person, thread] = await customer('sms');
    await person.write('sms', 'Abmelden!');
    await eventually(async () => (await getThread(hub, thread.id)).lastSeq === 2);
    expect(await ledger(thread.contact.id)).toEqual([]);
    await hub.query(`update workspace set language = 'de-DE'`);
    try {
      await person.write('sms', 'Abmelden!');
      const [confirmation] = await eventually(async () => {
        const found = await confirmations(thread.id);
        return found.length > 0 && found;
      });
      expect(confirmation!.text).toMatch(/^Riverside Water: .*keine Nachrichten.*START/);
      expect((await ledger(thread.contact.id))[0]).toMatchObject({ note: 'ABMELDEN', confirmedBy: 'hub' });
      const [, english] = await customer('sms', 'STOP');
      await eventually(async () => (await ledger(english.contact.id)).length === 1);
    } finally {
      await hub.query(`update workspace set language = 'en-GB'`);
    }
  });

  it('YES opts in directly after an opt-out, and is an answer anywhere else', async () => {
    const [person, thread] = await customer('whatsapp', 'yes');
    await person.write('whatsapp', 'STOP');
    await eventually(async () => (await confirmations(thread.id)).length === 1);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await person.write('whatsapp', 'Yes!');
    await eventually(async () => (await confirmations(thread.id)).length === 2);
    expect((await ledger(thread.contact.id)).map((e) => e.note)).toEqual(['YES', 'STOP']);
    await person.write('whatsapp', 'STOP');
    await eventually(async () => (await confirmations(thread.id)).length === 3);
    await person.write('whatsapp', 'did you get my photo?');
    await person.write('whatsapp', 'yes');
    await quiet();
    expect((await ledger(thread.contact.id)).map((e) => e.action)).toEqual(['opt_out', 'opt_in', 'opt_out']);
  });

  it("are what Twilio took them as: OptOutType wins over our own reading, and Twilio's answer is not repeated", async () => {
    const phone = newPhone();
    await postTwilio(hub, '/webhooks/twilio/messages', twilioText(hub, phone, 'hello'));
    const thread = await threadOf(hub, phone);
    const taken = twilioText(hub, phone, 'Keine SMS mehr', { OptOutType: 'STOP' });
    await postTwilio(hub, '/webhooks/twilio/messages', taken);
    await eventually(async () => (await events(thread.id)).length === 1);
    expect((await ledger(thread.contact.id))[0]).toMatchObject({ action: 'opt_out', confirmedBy: 'provider' });
    await postTwilio(hub, '/webhooks/twilio/messages', twilioText(hub, phone, 'stop', { OptOutType: 'HELP' }));
    await quiet();
    expect(await ledger(thread.contact.id)).toHaveLength(1);
    expect(await confirmations(thread.id)).toEqual([]);
  });

  it('HELP says who this is, how to stop and how to reach a person, once an hour', async () => {
    const [person, thread] = await customer('whatsapp');
    for (let n = 0; n < 3; n++) await person.write('whatsapp', 'help');
    const answer = await eventually(async () => (await confirmations(thread.id))[0]);
    await quiet();
    expect(await confirmations(thread.id)).toHaveLength(1);
    expect(answer.text).toMatch(/Riverside Water.*\+442079460100.*STOP/);
    expect((await why(answer)).cause).toMatchObject({ kind: 'confirmation', of: 'help' });
    await hub.query(`update consent_help set answered_at = answered_at - interval '1 hour'`);
    await person.write('whatsapp', 'INFO');
    await eventually(async () => (await confirmations(thread.id)).length === 2);
    expect(await ledger(thread.contact.id)).toEqual([]);
  });

  it('are answered by whom the channel says', async () => {
    const { accountSid, authToken, number: address } = hub.sandbox.sms;
    const sender = { kind: 'sms', provider: 'twilio', name: 'Text', address, secrets: { authToken } };
    const put = (settings: object) => hub.api('PUT', '/api/v1/channels', { ...sender, settings });
    expect((await put({ accountSid, optOutReplies: 'hub' })).status).toBe(200);
    try {
      const [person, thread] = await customer('sms');
      await person.write('sms', 'HELP');
      await eventually(async () => (await confirmations(thread.id)).length === 1);
    } finally {
      await put({ accountSid });
    }
  });
});

describe('what the provider refuses', () => {
  it.each([
    ['sms', 'twilio.send', 21610, 'all', 'opted-out'],
    ['whatsapp_twilio', 'twilio.send', 63033, 'all', 'opted-out'],
    ['whatsapp', 'meta.send', 131050, 'marketing', null],
  ] as const)('by %s (%s %i) is an opt-out of %s', async (channel, on, code, purpose, next) => {
    const [person, thread] = await customer(channel);
    await misbehave(hub, { on, action: 'refuse', code, to: person.phone, remaining: 1 });
    await post(hub, thread.id, 'refused there');
    const [entry] = await eventually(async () => {
      const found = await ledger(thread.contact.id);
      return found.length > 0 && found;
    });
    expect(entry).toMatchObject({ purpose, action: 'opt_out', source: 'provider', seq: 2, note: String(code) });
    await eventually(async () => (await events(thread.id)).length === 1);
    await quiet();
    expect(await confirmations(thread.id)).toEqual([]);
    const reply = await post(hub, thread.id, 'again');
    expect(next ? problem(reply.body) : reply.status).toBe(next ?? 201);
    expect(problem((await post(hub, thread.id, 'our offers', { purpose: 'marketing' })).body)).toBe('opted-out');
  });
});
