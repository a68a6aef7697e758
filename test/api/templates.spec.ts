import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messagesOf, post, problem, threadOf } from '../support/conversations.js';
import { handset, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { metaText, postMeta } from '../support/providers.js';
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

describe('a template', () => {
  it('goes once for one clientId, and past a window that is open too, where utility is free', async () => {
    const { phone, id } = await customer();
    const [reminder] = (await offeredIn(hub, id)).filter(({ name }) => name === 'visit_reminder');
    expect(reminder!.cost).toEqual({ kind: 'free' });
    const clientId = `once ${id}`;
    const template = { name: 'visit_reminder', parameters: ['Ana', 'Tuesday'] };
    const answers = await Promise.all([1, 2, 3].map(() => sendTemplate(hub, id, template, { clientId })));
    expect(new Set(answers.map(({ body }) => body.seq)).size).toBe(1);
    await eventually(async () => (await phone.received()).length === 1);
  });

  it('in a language chosen for a customer is offered to them in that from then on', async () => {
    const { id } = await silentCustomer();
    const sent = await sendTemplate(hub, id, {
      name: 'visit_reminder',
      language: 'de',
      parameters: ['Ana', 'Dienstag'],
    });
    expect(sent.body.text).toMatch(/^Guten Tag Ana/);
    const [reminder] = (await offeredIn(hub, id)).filter(({ name }) => name === 'visit_reminder');
    expect(reminder!.language).toBe('de');
  });

  it.each([
    [{ parameters: ['Ana'] }, 'template.parameters.2'],
    [{ parameters: { 1: 'Ana', 2: 'one\ntwo' } }, 'template.parameters.2'],
    [{ parameters: ['Ana', 'Tuesday', 'more'] }, 'template.parameters.3'],
    [{ parameters: ['Ana', 'Tuesday'], payloads: ['yes'] }, 'template.parameters.payloads'],
  ])('with %j is refused, and each fault named', async (more, path) => {
    const { phone, id } = await silentCustomer();
    const { status, body } = await sendTemplate(hub, id, { name: 'visit_reminder', ...more });
    expect([status, problem(body)]).toEqual([400, 'template-parameters']);
    expect(body.errors?.map((fault) => fault.path)).toEqual([path]);
    expect(await phone.accepted()).toEqual([]);
  });

  it.each([
    ['rate_our_service', 'is paused'],
    ['outage_update', 'is waiting for approval'],
    ['prize_draw', 'was rejected: TAG_CONTENT_MISMATCH'],
    ['bill_ready', 'has a header with document'],
    ['never_heard_of', 'does not exist'],
  ])('%s is not offered and cannot be sent: it %s', async (name, why) => {
    const { id } = await silentCustomer();
    expect((await offeredIn(hub, id)).map((one) => one.name)).not.toContain(name);
    const { status, body } = await sendTemplate(hub, id, { name, parameters: ['a'] });
    expect([status, problem(body)]).toEqual([409, 'template-unavailable']);
    expect(body.detail).toContain(why);
  });

  it('is not for SMS, not beside a text and not a note', async () => {
    const { id } = await customer('sms');
    expect(await offeredIn(hub, id)).toEqual([]);
    const template = { name: 'visit_reminder', parameters: ['Ana', 'Tuesday'] };
    expect(problem((await sendTemplate(hub, id, template)).body)).toBe('template-unavailable');
    for (const more of [{ text: 'and this' }, { kind: 'note' }]) {
      expect((await sendTemplate(hub, id, template, more)).status).toBe(400);
    }
  });

  it('is not sent to somebody who has opted out', async () => {
    const { phone, id } = await customer();
    await phone.write('whatsapp', 'STOP');
    await eventually(async () => (await messagesOf(hub, id)).length >= 2);
    const template = { name: 'visit_reminder', parameters: ['Ana', 'Tuesday'] };
    expect(problem((await sendTemplate(hub, id, template)).body)).toBe('opted-out');
  });
});

describe('the reply window', () => {
  it('is looked at again when the reply leaves: one that waited too long is not sent', async () => {
    const { phone, id } = await customer();
    // Held in the queue as behind another send, until the window has closed.
    await hub.query(`create function hold() returns trigger language plpgsql as
      $$ begin new.run_at = now() + interval '1 hour'; return new; end $$`);
    await hub.query('create trigger hold before insert on outbox for each row execute function hold()');
    const { body, status } = await post(hub, id, 'A reply that waits');
    await hub.query('drop trigger hold on outbox');
    expect(status).toBe(201);
    await ageWindow(hub, id, 23.95);
    await hub.query('update outbox set run_at = now() where thread_id = $1', [id]);
    const failed = await eventually(async () =>
      (await messagesOf(hub, id)).find((message) => message.seq === body.seq && message.status === 'failed'),
    );
    expect(failed.error).toMatchObject({ code: 'window_closed', message: expect.stringContaining('template') });
    expect(await phone.accepted()).toEqual([]);
  });

  it('never opens later than the message was received, nor moves back', async () => {
    const phone = newPhone();
    const now = Math.floor(Date.now() / 1000);
    await postMeta(hub, metaText(hub, phone, 'from the future', { at: now + 7200 }));
    const { id, windowExpiresAt } = await threadOf(hub, phone);
    const ahead = Date.parse(windowExpiresAt!) - (now + 24 * 3600 - 300) * 1000;
    expect(ahead).toBeGreaterThan(50_000);
    expect(ahead).toBeLessThan(70_000);
    await postMeta(hub, metaText(hub, phone, 'late', { at: now - 7200 }));
    await eventually(async () => (await messagesOf(hub, id)).length === 2);
    expect((await threadOf(hub, phone)).windowExpiresAt).toBe(windowExpiresAt);
  });
});
