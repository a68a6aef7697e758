import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messagesOf, post, threadOf } from '../support/conversations.js';
import { handset } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { metaText, postMeta, postTwilio, twilioText } from '../support/providers.js';

let hub: TestHub;
beforeAll(async () => void (hub = await startTestHub()));
afterAll(() => hub.stop());

const received = (phone: string) => handset(hub, phone).received();

describe('a reply by the other channel', () => {
  it('goes to the same person by text, and the thread goes on there', async () => {
    const phone = '+447700900601';
    await postMeta(hub, metaText(hub, phone, 'hello'));
    const thread = await threadOf(hub, phone);
    expect(thread.channel).toBe('whatsapp');
    const sent = await post(hub, thread.id, 'By text then', { channel: 'sms' });
    expect(sent).toMatchObject({ status: 201, body: { channel: 'sms' } });
    await eventually(async () => (await received(phone)).some((m) => m.channel === 'sms' && m.text === 'By text then'));
    expect((await threadOf(hub, phone)).channel).toBe('sms');
  });

  it('is refused by WhatsApp before the customer wrote there, and leaves the thread as it was', async () => {
    const phone = '+447700900602';
    await postTwilio(hub, '/webhooks/twilio/messages', twilioText(hub, phone, 'hi'));
    const thread = await threadOf(hub, phone);
    const { status, body } = await post(hub, thread.id, 'x', { channel: 'whatsapp' });
    expect([status, body.type]).toEqual([409, 'https://shiftline.dev/problems/window-closed']);
    expect((await threadOf(hub, phone)).channel).toBe('sms');
    expect(await messagesOf(hub, thread.id)).toHaveLength(1);
  });

  it('says so where no number is known', async () => {
    const { wabaId, phoneNumberId, number } = hub.sandbox.whatsapp;
    const userId = 'GB.13491208655302741918';
    const value = {
      messaging_product: 'whatsapp',
      metadata: { display_phone_number: number.slice(1), phone_number_id: phoneNumberId },
      contacts: [{ profile: { name: 'No Number' }, user_id: userId }],
      messages: [
        {
          from_user_id: userId,
          id: 'wamid.no-number',
          timestamp: String(Math.floor(Date.now() / 1000)),
          type: 'text',
          text: { body: 'hello' },
        },
      ],
    };
    const entry = [{ id: wabaId, changes: [{ field: 'messages', value }] }];
    expect((await postMeta(hub, { object: 'whatsapp_business_account', entry })).status).toBe(200);
    const thread = await eventually(async () =>
      (await hub.api<{ items: { id: string }[] }>('GET', '/api/v1/threads?q=No%20Number')).body.items.at(0),
    );
    const { status, body } = await post(hub, thread.id, 'x', { channel: 'sms' });
    expect([status, body.type]).toEqual([409, 'https://shiftline.dev/problems/no-address']);
  });

  it('clicked twice is sent once', async () => {
    const phone = '+447700900603';
    await postMeta(hub, metaText(hub, phone, 'hello'));
    const { id } = await threadOf(hub, phone);
    const twice = await Promise.all(
      [0, 1].map(() => post(hub, id, 'Once', { channel: 'sms', clientId: 'again:1:sms' })),
    );
    expect(new Set(twice.map((answer) => answer.body.id)).size).toBe(1);
    await eventually(async () => (await received(phone)).length === 1);
  });
});
