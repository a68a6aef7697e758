import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Consent, Message, Why } from '#libs/contracts';
import { hasOptedOutAnywhere, standing } from '#libs/messaging';
import { Database } from '#libs/platform';
import { holding } from '../../libs/messaging/src/consent/holding.js';
import {
  accept,
  announce,
  getThread,
  messagesOf,
  offer,
  offered,
  post,
  problem,
  threadOf,
} from '../support/conversations.js';
import { handset, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';
import { metaBody, postMeta, wamid } from '../support/providers.js';

let hub: TestHub;
let ada: { cookie: string };
beforeAll(async () => {
  hub = await startTestHub();
  ada = await signIn(hub, 'agent');
});
afterAll(() => hub.stop());
const newPhone = phones('+44770093');

async function customer(channel: 'sms' | 'whatsapp', text = 'hello') {
  const person = handset(hub, newPhone());
  await person.write(channel, text);
  return { person, thread: await threadOf(hub, person.phone) };
}
const ledger = async (contactId: string) =>
  (await hub.api<{ items: Consent[] }>('GET', `/api/v1/contacts/${contactId}/consents`)).body.items;
const say = (contactId: string, entry: object, headers?: Record<string, string>) =>
  hub.api<{ items: Consent[] }>('POST', `/api/v1/contacts/${contactId}/consents`, entry, headers);
const decide = (threadId: string, seq: number, decision: string, headers = ada) =>
  hub.api('POST', `/api/v1/threads/${threadId}/messages/${seq}/consent-flag`, { decision }, headers);
const why = async (threadId: string, seq: number) =>
  hub.api<Why>('GET', `/api/v1/threads/${threadId}/messages/${seq}/why`);
const entry = async (threadId: string, text: RegExp): Promise<Message> =>
  eventually(async () => (await messagesOf(hub, threadId)).find((m) => text.test(m.text ?? '')));

describe('the ledger', () => {
  it('is only ever added to', async () => {
    const { thread } = await customer('sms', 'STOP');
    await eventually(async () => (await ledger(thread.contact.id)).length === 1);
    for (const change of [`update consents set action = 'opt_in'`, 'delete from consents']) {
      await expect(hub.query(change)).rejects.toThrow(/only ever added to/);
    }
    expect(await ledger(thread.contact.id)).toHaveLength(1);
  });

  it('is read by SQL as by the pure rule, whatever is in it', async () => {
    const db = Database.connect(hub.databaseUrl, { max: 1 });
    const { thread } = await customer('sms');
    const channels = (
      await hub.query<{ id: string }>(`select id from channels where kind <> 'voice' order by id`)
    ).slice(0, 2);
    const said = fc.record({
      purpose: fc.constantFrom('service', 'notice', 'marketing', 'all' as const),
      action: fc.constantFrom('opt_in', 'opt_out' as const),
      at: fc.integer({ min: 0, max: 4 }),
      channel: fc.constantFrom(...channels.map(({ id }) => id)),
    });
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(said, { maxLength: 8 }), async (entries) => {
          const [{ id }] = (await hub.query<{ id: string }>('insert into contacts default values returning id')) as [
            { id: string },
          ];
          for (const e of entries) {
            await hub.query(
              `insert into consents (contact_id, channel_id, purpose, action, source, at)
               values ($1, $2, $3, $4, 'api', timestamptz '2026-03-01' + $5 * interval '1 s')`,
              [id, e.channel, e.purpose, e.action, e.at],
            );
          }
          const refused: boolean[] = [];
          for (const channel of channels.map((c) => c.id)) {
            const own = entries.filter((e) => e.channel === channel);
            for (const purpose of ['service', 'notice', 'marketing'] as const) {
              const { held } = await standing(db, id, channel, purpose);
              expect(held?.action ?? null).toBe(holding(own, purpose)?.action ?? null);
            }
            refused.push(holding(own, 'service')?.action === 'opt_out');
          }
          expect(await hasOptedOutAnywhere(db, id)).toBe(refused.includes(true));
        }),
        { numRuns: 60, seed: 7 },
      );
    } finally {
      await db.close();
    }
    expect(thread.optedOut).toBeNull();
  });
});

describe('what is said on the phone', () => {
  it('reaches the ledger by an agent, holds back replies and offers, and sends nothing', async () => {
    const { person, thread } = await customer('sms');
    const call = (await announce(hub, { from: person.phone })).body;
    const spoken = { channel: 'sms', action: 'opt_out', source: 'spoken', callId: call.id, note: 'no texts please' };
    const added = await say(thread.contact.id, spoken, ada);
    expect([added.status, added.body.items.length]).toEqual([201, 1]);
    expect(added.body.items[0]).toMatchObject({ by: 'Ada Okafor', callId: call.id, purpose: 'all', confirmedBy: null });
    await entry(thread.id, /^Opted out of texts .*said on the phone, recorded by Ada Okafor$/);
    const refused = await post(hub, thread.id, 'a reply');
    expect([problem(refused.body), refused.body.detail]).toEqual([
      'opted-out',
      expect.stringMatching(/^Asked by voice on/),
    ]);
    expect((await offer(hub, call.id)).body).toMatchObject({ decision: 'not_offered', reason: 'opted_out' });
    expect(await person.accepted()).toEqual([]);
    await say(thread.contact.id, { channelId: added.body.items[0]!.channel.id, action: 'opt_in' }, ada);
    expect((await post(hub, thread.id, 'a reply')).status).toBe(201);
  });

  it('may be reported late by another system, and nobody else writes history', async () => {
    const { thread } = await customer('whatsapp');
    const at = new Date(Date.now() - 3_600_000).toISOString();
    const late = { channel: 'whatsapp', action: 'opt_out', source: 'api', purpose: 'notice', at };
    const added = await say(thread.contact.id, late);
    // Every WhatsApp sender is meant.
    expect(added.body.items.map((e) => [e.at, e.purpose, e.by])).toEqual([
      [at, 'notice', 'Sandbox'],
      [at, 'notice', 'Sandbox'],
    ]);
    expect(problem((await say(thread.contact.id, late, ada)).body)).toBe('at-not-allowed');
    const future = { ...late, at: new Date(Date.now() + 3_600_000).toISOString() };
    expect(problem((await say(thread.contact.id, future)).body)).toBe('at-not-allowed');
    expect(problem((await say(thread.contact.id, { channelId: '9999', action: 'opt_out' })).body)).toBe(
      'unknown-channel',
    );
    expect((await say('987654', { channel: 'sms', action: 'opt_out' })).status).toBe(404);
    expect((await post(hub, thread.id, 'a reply')).status).toBe(201);
    expect(problem((await post(hub, thread.id, 'news', { purpose: 'notice' })).body)).toBe('opted-out');
  });
});

describe('a preference at the provider', () => {
  const preference = (phone: string, value: string, timestamp: number) => {
    const body = metaBody(hub, {
      contacts: [{ profile: { name: 'Test' }, wa_id: phone.slice(1) }],
      user_preferences: [{ wa_id: phone.slice(1), detail: 'x', category: 'marketing_messages', value, timestamp }],
    });
    body.entry[0]!.changes[0]!.field = 'user_preferences';
    return body;
  };

  it('about marketing is an entry about marketing alone, once', async () => {
    const { person, thread } = await customer('whatsapp');
    const now = Math.floor(Date.now() / 1000);
    for (let n = 0; n < 3; n++) await postMeta(hub, preference(person.phone, 'stop', now - 10));
    await entry(thread.id, /^Opted out of marketing by WhatsApp from .*told by the provider$/);
    expect((await ledger(thread.contact.id)).map((e) => [e.purpose, e.action, Date.parse(e.at) / 1000])).toEqual([
      ['marketing', 'opt_out', now - 10],
    ]);
    expect(problem((await post(hub, thread.id, 'offers', { purpose: 'marketing' })).body)).toBe('opted-out');
    expect((await post(hub, thread.id, 'a reply')).status).toBe(201);
    await postMeta(hub, preference(person.phone, 'resume', now));
    await eventually(async () => (await ledger(thread.contact.id)).length === 2);
    expect((await post(hub, thread.id, 'offers', { purpose: 'marketing' })).status).toBe(201);
  });

  it('of somebody nobody knows is kept for when they are', async () => {
    const phone = newPhone();
    await postMeta(hub, preference(phone, 'stop', Math.floor(Date.now() / 1000)));
    await eventually(
      async () =>
        (await hub.query(`select from consents join identities using (contact_id) where value = $1`, [phone])).length,
    );
    const person = handset(hub, phone);
    await person.write('whatsapp', 'hello');
    const thread = await threadOf(hub, phone);
    expect(problem((await post(hub, thread.id, 'offers', { purpose: 'marketing' })).body)).toBe('opted-out');
  });

  it('said by the button of a marketing template is the same', async () => {
    const { person, thread } = await customer('whatsapp');
    const button = { type: 'button', button: { text: 'Stop promotions', payload: 'Stop promotions' } };
    const timestamp = String(Math.floor(Date.now() / 1000));
    await postMeta(
      hub,
      metaBody(hub, { messages: [{ from: person.phone.slice(1), id: wamid(), timestamp, ...button }] }),
    );
    await entry(thread.id, /^Opted out of marketing by WhatsApp from .*by STOP PROMOTIONS$/);
    expect((await post(hub, thread.id, 'a reply')).status).toBe(201);
  });
});

describe('free wording', () => {
  it('is flagged and opts nobody out by itself; news and marketing wait for an answer', async () => {
    const { person, thread } = await customer('whatsapp');
    await person.write('whatsapp', 'please stop texting me');
    const flagged = await eventually(async () => {
      const now = await getThread(hub, thread.id);
      return now.flaggedSeq !== null && now;
    });
    expect(flagged).toMatchObject({ flaggedSeq: 2, optedOut: null, canReply: true });
    expect(await ledger(thread.contact.id)).toEqual([]);
    for (const purpose of ['notice', 'marketing'])
      expect(problem((await post(hub, thread.id, 'news', { purpose })).body)).toBe('consent-unclear');
    expect((await post(hub, thread.id, 'a reply', {}, ada)).status).toBe(201);
    // Two decide at once: the first holds, and the customer is told once.
    const both = await Promise.all([decide(thread.id, 2, 'opt_out'), decide(thread.id, 2, 'opt_out')]);
    expect(new Set(both.map((a) => a.status))).toEqual(new Set([200, 409]));
    expect((await decide(thread.id, 3, 'opt_out')).status).toBe(404);
    const confirmation = await entry(thread.id, /you will get no more messages/);
    expect(confirmation.purpose).toBe('confirmation');
    const [recorded, ...more] = await ledger(thread.contact.id);
    expect(more).toEqual([]);
    const said = (await messagesOf(hub, thread.id))[1]!;
    expect(recorded).toMatchObject({ source: 'agent', by: 'Ada Okafor', seq: 2, at: said.sentAt, action: 'opt_out' });
    expect(await getThread(hub, thread.id)).toMatchObject({ flaggedSeq: null, canReply: false });
  });

  it('that was none is answered so, and who said it is seen', async () => {
    const { person, thread } = await customer('sms');
    await person.write('sms', 'no more messages please until Monday');
    await eventually(async () => (await getThread(hub, thread.id)).flaggedSeq);
    expect((await decide(thread.id, 2, 'not_opt_out')).status).toBe(200);
    await entry(thread.id, /is no opt-out, decided by Ada Okafor$/);
    expect(await getThread(hub, thread.id)).toMatchObject({ flaggedSeq: null, optedOut: null });
    expect((await post(hub, thread.id, 'news', { purpose: 'notice' })).status).toBe(201);
    expect(await ledger(thread.contact.id)).toEqual([]);
  });
});

describe('why was this sent?', () => {
  it('names who replied, the consent that held, the window, and every attempt', async () => {
    const { person, thread } = await customer('whatsapp');
    await say(thread.contact.id, { channel: 'whatsapp', action: 'opt_in', source: 'page' });
    const { body: reply } = await post(hub, thread.id, 'an answer', {}, ada);
    await eventually(async () => (await person.received()).length === 1);
    const told = await eventually(async () => {
      const answer = (await why(thread.id, reply.seq)).body;
      return answer.attempts[0]?.outcome && answer;
    });
    expect(told).toMatchObject({
      purpose: 'service',
      cause: { kind: 'reply', by: 'Ada Okafor' },
      consent: { whenWritten: { action: 'opt_in', source: 'page' }, whenSent: { action: 'opt_in', source: 'page' } },
      window: { open: true },
      sender: { address: '+447700900801' },
      to: person.phone,
      attempts: [{ attempt: 1, outcome: 'accepted', error: null }],
    });
    expect(told.attempts).toHaveLength(1);
    for (const seq of [1, 987]) expect((await why(thread.id, seq)).status).toBe(404);
  });

  it('of an invite is the call and the choice; of a confirmation the entry it answers', async () => {
    const person = handset(hub, newPhone());
    const { callId, offerId } = await offered(hub, { from: person.phone });
    const { threadId } = (await accept(hub, offerId, { channel: 'whatsapp' })).body;
    const invite = (await messagesOf(hub, threadId)).find((m) => m.direction === 'outbound')!;
    expect((await why(threadId, invite.seq)).body).toMatchObject({
      purpose: 'service',
      cause: { kind: 'invite', callId, offerId, fallbackFrom: null },
      consent: { whenWritten: null },
      window: { open: false },
    });
    await person.write('whatsapp', 'stop');
    const confirmation = await entry(threadId, /you will get no more/);
    const stop = (await messagesOf(hub, threadId)).find((m) => m.text === 'stop')!;
    const [opted] = await ledger((await getThread(hub, threadId)).contact.id);
    expect((await why(threadId, confirmation.seq)).body).toMatchObject({
      purpose: 'confirmation',
      cause: { kind: 'confirmation', of: 'opt_out', consentId: opted!.id, seq: stop.seq },
      consent: { whenWritten: { id: opted!.id } },
    });
  });
});
