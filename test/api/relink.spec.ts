import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InboxCounts } from '#libs/contracts';
import { expectWhole, getContact } from '../support/contacts.js';
import { announce, messagesOf, post, threadOf, threadsOf } from '../support/conversations.js';
import { phones } from '../support/handset.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { metaText, postMeta, wamid } from '../support/providers.js';
import { changeOf, type Sender, textTo, type Writer } from '../support/senders.js';

let hub: TestHub;
let sender: Sender;
beforeAll(async () => {
  hub = await startTestHub();
  sender = hub.sandbox.whatsapp;
});
afterAll(() => hub.stop());
const newPhone = phones('+44770095');
let ids = 0;
const newUser = () => `GB.90000000000${++ids}`;

const now = () => String(Math.floor(Date.now() / 1000));
const system = (from: Record<string, unknown>, what: Record<string, unknown>, id = wamid()) =>
  changeOf(sender, 'messages', { messages: [{ ...from, id, timestamp: now(), type: 'system', system: what }] });
const changedNumber = (old: string, current: string, id?: string) =>
  system({ from: old.slice(1) }, { body: `changed`, wa_id: current.slice(1), type: 'user_changed_number' }, id);
const write = (writer: Writer, text: string) => postMeta(hub, textTo(sender, writer, text));
const send = async (body: unknown) => expect((await postMeta(hub, body)).status).toBe(200);
const addressOf = async (threadId: string) =>
  (await hub.query<{ address: string }>('select address from threads where id = $1', [threadId]))[0]!.address;
const counts = async () => (await hub.api<InboxCounts>('GET', '/api/v1/webhook-events/counts')).body;

describe('a customer who changed their number', () => {
  it('is the same contact: told in the thread, answered at the new one, once however often it comes', async () => {
    const [old, current] = [newPhone(), newPhone()];
    await write({ phone: old }, 'before');
    const thread = await threadOf(hub, old);
    const news = changedNumber(old, current);
    const before = await counts();
    await Promise.all([send(news), send(news), send(news)]);
    await send(news);
    const after = await counts();
    expect([
      after.received - before.received,
      after.applied - before.applied,
      after.duplicate - before.duplicate,
    ]).toEqual([4, 1, 3]);
    expect(after.balanced).toBe(true);
    const told = (await messagesOf(hub, thread.id)).filter((m) => m.type === 'event');
    expect(told.map((m) => m.text)).toEqual([`Number changed to ${current}`]);
    expect(await addressOf(thread.id)).toBe(current);
    await write({ phone: current }, 'after');
    expect((await threadsOf(hub, current)).map((t) => [t.id, t.contact.phone])).toEqual([[thread.id, current]]);
    // What was under way from the old number changes nothing of that.
    await send(metaText(hub, old, 'late', { at: Math.floor(Date.now() / 1000) - 600 }));
    expect(await addressOf(thread.id)).toBe(current);
    expect((await post(hub, thread.id, 'an answer')).status).toBe(201);
    const [sent] = await hub.query<{ address: string }>('select address from outbox where thread_id = $1', [thread.id]);
    expect(sent!.address).toBe(current);
    await expectWhole(hub);
  });

  it('twice is a chain, in any order and before any word', async () => {
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    for (const order of orders) {
      const [a, b, c] = [newPhone(), newPhone(), newPhone()];
      const early = { at: Math.floor(Date.now() / 1000) - 600 };
      const steps = [
        () => send(metaText(hub, a, 'a', early)),
        () => send(changedNumber(a, b)),
        () => send(changedNumber(b, c)),
      ];
      for (const step of order) await steps[step]!();
      await write({ phone: c }, 'c');
      const found = await Promise.all([a, b, c].map((phone) => threadsOf(hub, phone)));
      expect([order, new Set(found.flat().map((t) => t.id)).size]).toEqual([order, 1]);
      expect([order, await addressOf(found[0]![0]!.id)]).toEqual([order, c]);
      expect([order, found[0]![0]!.contact.phone]).toEqual([order, c]);
    }
    await expectWhole(hub);
  });

  it('to the number of somebody who has written stays apart, and both are shown as possibly one', async () => {
    const [old, current] = [newPhone(), newPhone()];
    await write({ phone: old }, 'old');
    await write({ phone: current }, 'somebody else, perhaps');
    await send(changedNumber(old, current));
    const [one, two] = [await threadOf(hub, old), await threadOf(hub, current)];
    expect(one.contact.id).not.toBe(two.contact.id);
    expect(await addressOf(one.id)).toBe(old);
    const contact = await getContact(hub, one.contact.id);
    expect(contact.possibleDuplicates).toMatchObject([{ contact: { id: two.contact.id } }]);
    expect((await getContact(hub, two.contact.id)).possibleDuplicates).toMatchObject([
      { contact: { id: one.contact.id } },
    ]);
  });

  it('to a number that has only rung takes its calls along, and that can be undone', async () => {
    const [old, current] = [newPhone(), newPhone()];
    await announce(hub, { from: current });
    await write({ phone: old }, 'old');
    await send(changedNumber(old, current));
    const { contact } = await threadOf(hub, old);
    const [call] = await hub.query<{ contact_id: string }>('select contact_id from calls where from_number = $1', [
      current,
    ]);
    expect(call!.contact_id).toBe(contact.id);
    expect((await getContact(hub, contact.id)).merges).toMatchObject([{ by: 'WhatsApp', canUndo: true }]);
  });
});

describe('a customer whose user id was renewed', () => {
  it.each([
    [
      'system with previous_user_id',
      (old: string, current: string) =>
        system({}, { type: 'user_changed_user_id', previous_user_id: old, user_id: current }),
    ],
    [
      'system of the old id',
      (old, current) => system({ from_user_id: old }, { type: 'user_changed_user_id', user_id: current }),
    ],
    [
      'system that names both in words',
      (old, current) =>
        system(
          {},
          { type: 'user_changed_user_id', user_id: current, body: `User X changed from ${old} to ${current}` },
        ),
    ],
    [
      'user_id_update {previous, current}',
      (old, current) =>
        changeOf(sender, 'user_id_update', {
          user_id_update: [{ detail: 'updated', user_id: { previous: old, current }, timestamp: now() }],
        }),
    ],
    [
      'user_id_update with previous_user_id',
      (old, current) =>
        changeOf(sender, 'user_id_update', {
          user_id_update: [{ previous_user_id: old, user_id: current, timestamp: now() }],
        }),
    ],
  ] as [string, (old: string, current: string) => object][])('by %s goes on in the same thread', async (name, news) => {
    const [old, current] = [newUser(), newUser()];
    await write({ userId: old, name }, 'before');
    await send(news(old, current));
    await write({ userId: current, name }, 'after');
    const { body } = await hub.api<{ items: { id: string }[] }>('GET', `/api/v1/threads?q=${encodeURIComponent(name)}`);
    expect(body.items).toHaveLength(1);
    const words = (await messagesOf(hub, body.items[0]!.id)).map((m) => m.text);
    expect(words).toEqual(['before', 'The customer has a new WhatsApp user id', 'after']);
    expect(await addressOf(body.items[0]!.id)).toBe(current);
  });
});
