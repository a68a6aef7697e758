import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messagesOf, post, problem, threadOf } from '../support/conversations.js';
import { handset, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { ageWindow, listsRead, offeredIn, sendTemplate } from '../support/templates.js';

let hub: TestHub;
const newPhone = phones('+44770071');
beforeAll(async () => {
  hub = await startTestHub();
  await listsRead(hub);
});
afterAll(() => hub.stop());

async function customer(channel: 'whatsapp' | 'whatsapp_twilio' | 'sms' = 'whatsapp') {
  const phone = handset(hub, newPhone());
  await phone.write(channel, 'Hello');
  const thread = await threadOf(hub, phone.phone);
  return { phone, id: thread.id };
}

/** A customer who last wrote more than a day ago, here and at the provider. */
async function silentCustomer(channel: 'whatsapp' | 'whatsapp_twilio' = 'whatsapp') {
  const { phone, id } = await customer(channel);
  await phone.closeWindow(channel);
  await ageWindow(hub, id, 25);
  return { phone, id };
}

describe.each(['whatsapp', 'whatsapp_twilio'] as const)('outside the window of %s', (channel) => {
  it('a free reply is refused and the way out named; a template goes', async () => {
    const { phone, id } = await silentCustomer(channel);
    const refused = await post(hub, id, 'Are you still there?');
    expect([refused.status, problem(refused.body)]).toEqual([409, 'window-closed']);
    expect(refused.body.detail).toContain(`/threads/:id/templates`);

    const [reminder] = (await offeredIn(hub, id)).filter(({ name }) => name === 'visit_reminder');
    expect(reminder).toMatchObject({ category: 'utility', language: 'en_GB', cost: { kind: 'not_set' } });
    expect(reminder!.translations.map(({ language }) => language)).toEqual(['de', 'en_GB']);
    expect(reminder!.translations[1]).toMatchObject({
      variables: ['1', '2'],
      buttons: [
        { kind: 'quick_reply', text: 'Confirm' },
        { kind: 'quick_reply', text: 'Another day' },
      ],
    });

    const sent = await sendTemplate(hub, id, { name: 'visit_reminder', parameters: ['Ana', 'Tuesday at 9'] });
    expect(sent.status).toBe(201);
    const text = 'Hello Ana, our engineer visits you on Tuesday at 9. Does that still suit you?';
    expect(sent.body).toMatchObject({
      type: 'template',
      text,
      content: {
        template: { name: 'visit_reminder', language: 'en_GB', parameters: { 1: 'Ana', 2: 'Tuesday at 9' } },
      },
    });
    const [received] = await eventually(async () => {
      const messages = await phone.received();
      return messages.length > 0 && messages;
    });
    expect(received).toMatchObject({ text, template: 'visit_reminder' });
    await eventually(async () => (await messagesOf(hub, id)).at(-1)!.status === 'delivered');
  });

  it('named variables are sent by their names', async () => {
    const { phone, id } = await silentCustomer(channel);
    const parameters = { topic: 'your bill', first_name: 'Ana' };
    const sent = await sendTemplate(hub, id, { name: 'answer_waiting', parameters });
    expect(sent.status).toBe(201);
    const [received] = await eventually(async () => {
      const messages = await phone.received();
      return messages.length > 0 && messages;
    });
    expect(received!.text).toMatch(/^Hello Ana, we have an answer to your question about your bill\./);
  });
});
