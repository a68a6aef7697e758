import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '#libs/contracts';
import { getThread, messagesOf, post, threadOf } from '../support/conversations.js';
import { openConsole } from '../support/console-socket.js';
import { handset, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';
import { metaBody, metaText, postMeta, postTwilio, twilioText, wamid } from '../support/providers.js';

let hub: TestHub;
beforeAll(async () => void (hub = await startTestHub()));
afterAll(() => hub.stop());
const newPhone = phones();

const meta = (phone: string, message: Record<string, unknown>) =>
  postMeta(
    hub,
    metaBody(hub, {
      contacts: [{ profile: { name: 'Kim' }, wa_id: phone.slice(1) }],
      messages: [{ from: phone.slice(1), id: wamid(), timestamp: String(Math.floor(Date.now() / 1000)), ...message }],
    }),
  );
const answer = (body: string, id: string) => ({ type: 'text', text: { body }, context: { id } });
const quotedBy = async (threadId: string, text: string) =>
  (await messagesOf(hub, threadId)).find((m) => m.text === text)!.quoted;

async function sent(threadId: string, text: string): Promise<Message> {
  const { body } = await post(hub, threadId, text);
  return eventually(async () => {
    const found = (await messagesOf(hub, threadId)).find((m) => m.seq === body.seq);
    return found?.providerMessageId ? found : null;
  });
}

describe('what a message answers', () => {
  it('is one of ours, by the provider’s id: for a reply and for a reaction', async () => {
    const phone = newPhone();
    await postMeta(hub, metaText(hub, phone, 'hello', { name: 'Kim' }));
    const { id } = await threadOf(hub, phone);
    const ours = await sent(id, 'Your engineer comes on Tuesday.');
    await meta(phone, answer('which Tuesday?', ours.providerMessageId!));
    await meta(phone, { type: 'reaction', reaction: { message_id: ours.providerMessageId, emoji: '👍' } });
    const expected = { threadId: id, seq: ours.seq, direction: 'outbound', type: 'text', text: ours.text };
    expect(await quotedBy(id, 'which Tuesday?')).toMatchObject(expected);
    expect(await quotedBy(id, '👍')).toMatchObject(expected);
  });

  it('is told to who watches', async () => {
    const phone = newPhone();
    const first = wamid();
    await postMeta(hub, metaText(hub, phone, 'one', { id: first }));
    const { id } = await threadOf(hub, phone);
    const screen = await openConsole(hub, await signIn(hub, 'agent'));
    await screen.watch(id);
    await meta(phone, answer('two', first));
    await eventually(async () => screen.updated.some(({ quoted }) => quoted?.threadId === id && quoted.seq === 1));
    screen.socket.disconnect();
  });

  it('is the customer’s own, also by Twilio', async () => {
    const phone = newPhone();
    const first = wamid();
    await postMeta(hub, metaText(hub, phone, 'my meter shows 12345', { id: first, name: 'Kim' }));
    await meta(phone, answer('sorry, 12346', first));
    const { id } = await threadOf(hub, phone);
    expect(await quotedBy(id, 'sorry, 12346')).toMatchObject({ seq: 1, direction: 'inbound', author: 'Kim' });

    const other = newPhone();
    const where = { From: `whatsapp:${other}`, To: hub.sandbox.whatsappTwilio.number, WaId: other.slice(1) };
    const params = twilioText(hub, other, 'one', where);
    await postTwilio(hub, '/webhooks/twilio/messages', params);
    const reply = {
      ...where,
      OriginalRepliedMessageSid: params.MessageSid,
      OriginalRepliedMessageSender: 'whatsapp:+4',
    };
    await postTwilio(hub, '/webhooks/twilio/messages', twilioText(hub, other, 'two', reply));
    const { id: otherId } = await threadOf(hub, other);
    expect(await quotedBy(otherId, 'two')).toMatchObject({ threadId: otherId, seq: 1, text: 'one' });
  });

  it('is in the thread before, where it was said there', async () => {
    const person = handset(hub, newPhone());
    await person.write('whatsapp', 'hello');
    const before = await threadOf(hub, person.phone);
    const ours = await sent(before.id, 'All done.');
    await hub.api('POST', `/api/v1/threads/${before.id}/resolve`, { disposition: 'solved' });
    // Long ago: what comes now opens a thread of its own.
    await hub.query(`update threads set resolved_at = now() - interval '30 days' where id = $1`, [before.id]);
    await meta(person.phone, answer('it leaks again', ours.providerMessageId!));
    const now = await threadOf(hub, person.phone);
    expect(now.id).not.toBe(before.id);
    expect(await quotedBy(now.id, 'it leaks again')).toMatchObject({ threadId: before.id, seq: ours.seq });
  });

  it('is nobody’s where nobody knows it, and never a stranger’s', async () => {
    const [phone, stranger] = [newPhone(), newPhone()];
    const theirs = wamid();
    await postMeta(hub, metaText(hub, stranger, 'a secret', { id: theirs }));
    await meta(phone, answer('to nobody', wamid()));
    await meta(phone, answer('to a stranger', theirs));
    const { id } = await threadOf(hub, phone);
    expect(await quotedBy(id, 'to nobody')).toBeNull();
    expect(await quotedBy(id, 'to a stranger')).toBeNull();
  });
});

it('a thread says how far it has been read', async () => {
  const person = handset(hub, newPhone());
  for (const text of ['one', 'two', 'three']) await person.write('sms', text);
  const { id } = await threadOf(hub, person.phone);
  await eventually(async () => (await getThread(hub, id)).lastSeq === 3);
  expect(await getThread(hub, id)).toMatchObject({ readSeq: 0, unreadCount: 3 });
  await hub.api('POST', `/api/v1/threads/${id}/read`, { seq: 2 });
  expect(await getThread(hub, id)).toMatchObject({ readSeq: 2, unreadCount: 1 });
});
