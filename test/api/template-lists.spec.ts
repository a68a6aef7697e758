import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TemplateChange } from '#apps/sandbox';
import { messagesOf, offered, problem, threadOf } from '../support/conversations.js';
import { changeTemplate, handset, misbehave, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { postMeta } from '../support/providers.js';
import {
  ageWindow,
  listsRead,
  offeredIn,
  sendTemplate,
  syncTemplates,
  templatesOf,
  whatsappChannel,
  type WhatsappProvider,
} from '../support/templates.js';

let hub: TestHub;
const newPhone = phones('+44770072');
beforeAll(async () => {
  hub = await startTestHub();
  await listsRead(hub);
});
afterAll(() => hub.stop());

const reminder = { name: 'visit_reminder', parameters: ['Ana', 'Tuesday'] };
const invite = 'call_to_chat_invite';
const well = { status: 'APPROVED', quality: 'GREEN', category: 'UTILITY', reason: undefined } as const;
const idOf = async (provider: WhatsappProvider) => (await whatsappChannel(hub, provider)).id;
const one = async (provider: WhatsappProvider, name: string) =>
  (await templatesOf(hub, await idOf(provider))).items.find((template) => template.name === name)!;

/** As it was at the start, at both providers and here. */
beforeEach(async () => {
  await misbehave(hub);
  for (const provider of ['meta', 'twilio'] as const) {
    for (const name of [invite, reminder.name]) await changeTemplate(hub, { provider, name, ...well });
    await eventually(async () => {
      const { items } = await syncTemplates(hub, await idOf(provider));
      return items.every(({ name, notOffered }) => ![invite, reminder.name].includes(name) || notOffered === null);
    });
    await eventually(async () => (await whatsappChannel(hub, provider)).notOffered === null);
  }
  // News make the hub read the list again, which brings back what was withdrawn before.
  await eventually(async () => (await hub.query(`select from jobs where kind = 'template.news'`)).length === 0);
});

async function silent(channel: 'whatsapp' | 'whatsapp_twilio') {
  const phone = handset(hub, newPhone());
  await phone.write(channel, 'Hello');
  const { id } = await threadOf(hub, phone.phone);
  await phone.closeWindow(channel);
  await ageWindow(hub, id, 25);
  return { phone, id };
}

describe.each(['meta', 'twilio'] as const)('the list of %s', (provider) => {
  it('is read by itself: state, category, languages, buttons', async () => {
    const { items, syncedAt, error } = await templatesOf(hub, await idOf(provider));
    expect([typeof syncedAt, error]).toEqual(['string', null]);
    expect(items.map(({ name, language, status, category }) => [name, language, status, category])).toEqual([
      ['answer_waiting', 'en_GB', 'approved', 'utility'],
      ['bill_ready', 'en_GB', 'approved', 'utility'],
      [invite, 'en_GB', 'approved', 'utility'],
      ['outage_update', 'en_GB', 'pending', 'utility'],
      ['prize_draw', 'en_GB', 'rejected', 'marketing'],
      ['rate_our_service', 'en_GB', 'paused', 'marketing'],
      ['visit_reminder', 'de', 'approved', 'utility'],
      ['visit_reminder', 'en_GB', 'approved', 'utility'],
      ['water_saver_offer', 'en_GB', 'approved', 'marketing'],
    ]);
    expect(items.filter(({ purpose }) => purpose === 'invite').map(({ name }) => name)).toEqual([invite]);
    expect(items.find(({ name }) => name === 'answer_waiting')).toMatchObject({
      variables: ['first_name', 'topic'],
      footer: 'Riverside Water',
    });
  });

  it('withdraws what is gone from it', async () => {
    await changeTemplate(hub, { provider, name: 'water_saver_offer', gone: true });
    const list = await syncTemplates(hub, await idOf(provider));
    expect(list.items.find(({ name }) => name === 'water_saver_offer')).toMatchObject({
      status: 'withdrawn',
      notOffered: 'is withdrawn: the provider no longer has it',
    });
  });

  it('that cannot be read changes nothing and says so', async () => {
    const id = await idOf(provider);
    const before = await templatesOf(hub, id);
    const channel = await whatsappChannel(hub, provider);
    const settings = await hub.query<{ settings: object }>('select settings from channels where id = $1', [id]);
    const { settings: own } = settings[0]!;
    const { kind, name, address } = channel;
    const put = (secrets: Record<string, string>) =>
      hub.api('PUT', '/api/v1/channels', { kind, provider, name, address, settings: own, secrets });
    await put({ accessToken: 'revoked', authToken: 'revoked' });
    const list = await syncTemplates(hub, id);
    expect(list.error).toBeTruthy();
    expect(list.items).toEqual(before.items);
    expect(list.syncedAt).toBe(before.syncedAt);
    const { appSecret, verifyToken, accessToken } = hub.sandbox.whatsapp;
    await put({ appSecret, verifyToken, accessToken, authToken: hub.sandbox.whatsappTwilio.authToken });
    await eventually(async () => (await syncTemplates(hub, id)).error === null);
  });
});

describe('news by webhook', () => {
  it.each<[Partial<TemplateChange>, object]>([
    [{ status: 'PAUSED' }, { status: 'paused', notOffered: 'is paused' }],
    [{ status: 'DISABLED' }, { status: 'disabled' }],
    [{ quality: 'RED' }, { quality: 'red', notOffered: 'is of low quality to customers' }],
    [{ category: 'MARKETING' }, { category: 'marketing', notOffered: null }],
  ])('%j is known at once', async (change, expected) => {
    await changeTemplate(hub, { provider: 'meta', name: reminder.name, ...change });
    await eventually(async () => {
      const template = await one('meta', reminder.name);
      return Object.entries(expected).every(([field, value]) => template[field as never] === value);
    });
    expect((await one('twilio', reminder.name)).notOffered).toBeNull();
  });

  it('withdraws a paused invite from callers, says why, and brings it back', async () => {
    for (const provider of ['meta', 'twilio'] as const) {
      await changeTemplate(hub, { provider, name: invite, status: 'PAUSED' });
      if (provider === 'twilio') await syncTemplates(hub, await idOf(provider));
    }
    const channel = await eventually(async () => {
      const found = await whatsappChannel(hub, 'meta');
      return found.notOffered !== null && found;
    });
    expect(channel.notOffered).toBe(`The invite template ${invite} is paused.`);
    expect((await offered(hub, { from: newPhone() })).answer.channels).toEqual(['sms']);
    await changeTemplate(hub, { provider: 'meta', name: invite, ...well });
    await eventually(async () => (await whatsappChannel(hub, 'meta')).notOffered === null);
    expect((await offered(hub, { from: newPhone() })).answer.channels).toEqual(['whatsapp', 'sms']);
  });
});

describe('a template that the provider will not carry', () => {
  it.each([132015, 132016])('when it is sent (%i) is withdrawn at once', async (code) => {
    const { id } = await silent('whatsapp');
    await misbehave(hub, { on: 'meta.send', action: 'refuse', code });
    const sent = await sendTemplate(hub, id, reminder);
    await eventually(async () => (await messagesOf(hub, id)).at(-1)!.status === 'failed');
    expect((await messagesOf(hub, id)).at(-1)!.error?.code).toBe('template_unavailable');
    expect((await offeredIn(hub, id)).map(({ name }) => name)).toContain(reminder.name);
    const again = await sendTemplate(hub, id, { ...reminder, language: 'en_GB' });
    expect([sent.status, again.status, problem(again.body)]).toEqual([201, 409, 'template-unavailable']);
  });

  it('stays withdrawn whatever comes late of the time before', async () => {
    const { id } = await silent('whatsapp');
    await misbehave(hub, { on: 'meta.send', action: 'refuse', code: 132016 });
    await sendTemplate(hub, id, reminder);
    await eventually(async () => (await messagesOf(hub, id)).at(-1)!.status === 'failed');
    const which = { message_template_id: 1, message_template_name: reminder.name, message_template_language: 'en_GB' };
    const value = { event: 'APPROVED', ...which, reason: 'NONE' };
    const changes = [{ field: 'message_template_status_update', value }];
    const time = Math.floor(Date.now() / 1000) - 3600;
    const entry = [{ id: hub.sandbox.whatsapp.wabaId, time, changes }];
    expect((await postMeta(hub, { object: 'whatsapp_business_account', entry })).status).toBe(200);
    await eventually(async () => (await hub.query(`select from jobs where kind = 'template.news'`)).length === 0);
    const again = await sendTemplate(hub, id, { ...reminder, language: 'en_GB' });
    expect(problem(again.body)).toBe('template-unavailable');
    // A list that was asked for afterwards is the provider's last word.
    await syncTemplates(hub, await idOf('meta'));
    expect((await sendTemplate(hub, id, { ...reminder, language: 'en_GB' })).status).toBe(201);
  });

  it('and says so only afterwards (63041) is withdrawn too', async () => {
    const { id } = await silent('whatsapp_twilio');
    await changeTemplate(hub, { provider: 'twilio', name: reminder.name, status: 'PAUSED' });
    expect((await sendTemplate(hub, id, reminder)).status).toBe(201);
    await eventually(async () => (await messagesOf(hub, id)).at(-1)!.status === 'failed');
    const again = await sendTemplate(hub, id, { ...reminder, language: 'en_GB' });
    expect(problem(again.body)).toBe('template-unavailable');
  });
});

describe('the cost of a template', () => {
  it('is what administrators have entered, from its day on', async () => {
    const { id } = await silent('whatsapp');
    const path = `/api/v1/channels/${await idOf('meta')}/template-costs`;
    const cost = { category: 'utility', amount: 0.0456, currency: 'EUR', from: '2026-01-01' };
    expect((await hub.api('PUT', path, cost)).status).toBe(200);
    expect((await hub.api('PUT', path, { ...cost, amount: 9, from: '2099-01-01' })).status).toBe(200);
    const [first] = await offeredIn(hub, id);
    expect(first!.cost).toEqual({ kind: 'set', amount: 0.0456, currency: 'EUR' });
    const { costs } = await templatesOf(hub, await idOf('meta'));
    expect(costs).toEqual([cost, { ...cost, amount: 9, from: '2099-01-01' }]);
    expect(problem((await hub.api('PUT', path, { ...cost, currency: 'euro' })).body)).toBe('validation');
  });
});
