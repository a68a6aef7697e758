import { createHmac } from 'node:crypto';
import { appendFile, readFile } from 'node:fs/promises';
import twilio from 'twilio';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MessageView } from './index.js';
import { CARRIER, PHONE, PUBLIC_URL, TEMPLATE, TestCarrier } from './testing/carrier.js';
import { FakeHub, type Received } from './testing/fake-hub.js';

let hub: FakeHub;
let carrier: TestCarrier;

beforeAll(async () => {
  hub = await new FakeHub().start();
});
afterAll(() => hub.stop());
beforeEach(async () => {
  hub.received.length = 0;
  hub.answer = () => ({});
  carrier = await TestCarrier.start(hub.url);
});
afterEach(() => carrier.stop());

const on = (path: string) => (webhook: Received) => webhook.path === path;
const inboxOf = async (all = '') =>
  (await carrier.api<{ items: MessageView[] }>('GET', `phones/${PHONE}/messages${all}`)).items;
const write = (channel: string, text: string, photo?: object) =>
  carrier.api<MessageView>('POST', `phones/${PHONE}/messages`, { channel, text, photo });
const text = (body: string, more: object = {}) => ({
  messaging_product: 'whatsapp',
  to: PHONE.slice(1),
  type: 'text',
  text: { body },
  ...more,
});
const sendMeta = (body: unknown) => carrier.graph(`${CARRIER.whatsapp.phoneNumberId}/messages`, body);
const sms = { To: PHONE, From: CARRIER.sms.number, StatusCallback: `${PUBLIC_URL}/webhooks/twilio/messages/status` };

interface MetaStatus {
  status: string;
  errors?: { code: number }[];
  biz_opaque_callback_data?: string;
}
interface MetaBody {
  entry: { changes: { value: { messages?: { id: string; image?: { id: string } }[]; statuses?: MetaStatus[] } }[] }[];
}
const valueOf = ({ body }: Received) => (JSON.parse(body) as MetaBody).entry[0]!.changes[0]!.value;
const statuses = (webhooks: Received[]) => webhooks.flatMap((webhook) => valueOf(webhook).statuses ?? []);

function expectTwilioSigned(webhook: Received, token: string) {
  const signature = String(webhook.headers['x-twilio-signature']);
  const params = Object.fromEntries(webhook.params);
  expect(twilio.validateRequest(token, signature, PUBLIC_URL + webhook.path, params)).toBe(true);
}

function expectMetaSigned({ headers, body }: Received) {
  const digest = createHmac('sha256', CARRIER.whatsapp.appSecret).update(body).digest('hex');
  expect(headers['x-hub-signature-256']).toBe(`sha256=${digest}`);
}

describe('Twilio', () => {
  it('carries a text and reports it with signed callbacks', async () => {
    const response = await carrier.twilio('sms', 'Messages.json', { ...sms, Body: 'Hello €' });
    expect(response.status).toBe(201);
    const sent = (await response.json()) as Record<string, unknown>;
    expect(sent).toMatchObject({
      status: 'queued',
      to: PHONE,
      from: CARRIER.sms.number,
      num_segments: '1',
      direction: 'outbound-api',
    });
    const callbacks = await hub.wait(on('/webhooks/twilio/messages/status'), 2);
    for (const callback of callbacks) expectTwilioSigned(callback, CARRIER.sms.authToken);
    expect(callbacks.map(({ params }) => params.get('MessageStatus'))).toEqual(['sent', 'delivered']);
    expect(callbacks[0]!.params.get('MessageSid')).toBe(sent.sid);
    expect(callbacks[0]!.headers['i-twilio-idempotency-token']).toMatch(/^[\da-f-]{36}$/);
    expect(await inboxOf()).toMatchObject([{ text: 'Hello €', direction: 'outbound', status: 'delivered' }]);
    const one = await (await carrier.twilio('sms', `Messages/${String(sent.sid)}.json`)).json();
    expect(one).toMatchObject({ sid: sent.sid, status: 'delivered' });
  });

  it('refuses what Twilio refuses', async () => {
    const code = async (form: Record<string, string>, sender: 'sms' | 'whatsappTwilio' = 'sms') => {
      const response = await carrier.twilio(sender, 'Messages.json', form);
      return [response.status, ((await response.json()) as { code: number }).code];
    };
    const whatsapp = { To: `whatsapp:${PHONE}`, From: CARRIER.whatsappTwilio.number };
    expect(await code({ ...sms, To: '12345', Body: 'x' })).toEqual([400, 21211]);
    expect(await code({ ...sms, From: '+15005550006', Body: 'x' })).toEqual([400, 21606]);
    expect(await code({ ...whatsapp, From: 'whatsapp:+15005550006', Body: 'x' }, 'whatsappTwilio')).toEqual([
      400, 63007,
    ]);
    expect(await code({ ...sms, Body: 'x'.repeat(1601) })).toEqual([400, 21617]);
    expect(await code(sms)).toEqual([400, 21619]);
    expect(await code({ ...sms, ContentSid: `HX${'0'.repeat(32)}` })).toEqual([400, 21655]);
    expect(await code({ ...sms, ContentSid: TEMPLATE.contentSid, ContentVariables: '{"1":"a"}' })).toEqual([
      400, 21656,
    ]);
    expect(await code({ ...whatsapp, Body: 'x' }, 'whatsappTwilio')).toEqual([400, 63016]);
    const url = `${carrier.url}/twilio/2010-04-01/Accounts/${CARRIER.sms.accountSid}/Messages.json`;
    const denied = await fetch(url, { headers: { authorization: `Basic ${btoa('AC1:wrong')}` } });
    expect([denied.status, ((await denied.json()) as { code: number }).code]).toEqual([401, 20003]);
  });

  it('sends a template any time, and free text within the window', async () => {
    const whatsapp = { To: `whatsapp:${PHONE}`, From: CARRIER.whatsappTwilio.number };
    const variables = JSON.stringify({ 1: 'Ana', 2: 'https://x.test' });
    const invite = { ...whatsapp, ContentSid: TEMPLATE.contentSid, ContentVariables: variables };
    const response = await carrier.twilio('whatsappTwilio', 'Messages.json', invite);
    expect(await response.json()).toMatchObject({ body: 'Hello Ana: https://x.test' });
    await write('whatsapp_twilio', 'hello');
    const [webhook] = await hub.wait(on('/webhooks/twilio/messages'));
    expectTwilioSigned(webhook!, CARRIER.whatsappTwilio.authToken);
    expect(Object.fromEntries(webhook!.params)).toMatchObject({
      WaId: PHONE.slice(1),
      MessageType: 'text',
      Body: 'hello',
    });
    expect((await carrier.twilio('whatsappTwilio', 'Messages.json', { ...whatsapp, Body: 'x' })).status).toBe(201);
    await carrier.api('POST', `phones/${PHONE}/close-window`, { channel: 'whatsapp_twilio' });
    expect((await carrier.twilio('whatsappTwilio', 'Messages.json', { ...whatsapp, Body: 'x' })).status).toBe(400);
  });

  it('keeps STOP and START, and confirms them by itself', async () => {
    await write('sms', ' stop ');
    expect((await carrier.twilio('sms', 'Messages.json', { ...sms, Body: 'x' })).status).toBe(400);
    await expect.poll(async () => (await inboxOf()).at(-1)?.text).toContain('You have successfully been unsubscribed');
    await write('sms', 'please stop the delivery');
    await write('sms', 'START');
    expect((await carrier.twilio('sms', 'Messages.json', { ...sms, Body: 'x' })).status).toBe(201);
    expect(await hub.wait(on('/webhooks/twilio/messages'), 3)).toHaveLength(3);
  });

  it('gives media by a redirect to a signed address, and only then', async () => {
    const photo = { mimeType: 'image/jpeg', base64: Buffer.from('a photo').toString('base64') };
    await write('sms', 'my meter', photo);
    const [webhook] = await hub.wait(on('/webhooks/twilio/messages'));
    expect(webhook!.params.get('NumMedia')).toBe('1');
    expect(webhook!.params.get('MessageSid')).toMatch(/^MM[\da-f]{32}$/);
    const path = webhook!.params.get('MediaUrl0')!.split(`${CARRIER.sms.accountSid}/`)[1]!;
    expect(webhook!.params.get('MediaUrl0')).toMatch(new RegExp(`^${hub.url}/sandbox/twilio/`));
    const redirect = await carrier.twilio('sms', path);
    expect(redirect.status).toBe(307);
    const location = new URL(redirect.headers.get('location')!, carrier.url).href;
    expect(await (await fetch(location)).text()).toBe('a photo');
    expect((await fetch(location.slice(0, -1) + (location.endsWith('0') ? '1' : '0'))).status).toBe(403);
    expect((await carrier.twilio('whatsappTwilio', path)).status).toBe(404);
  });

  it('lists what was sent to whom and when', async () => {
    await carrier.twilio('sms', 'Messages.json', { ...sms, Body: 'one' });
    await carrier.twilio('sms', 'Messages.json', { ...sms, To: '+447700900999', Body: 'two' });
    const list = async (query: Record<string, string>) => {
      const response = await carrier.twilio('sms', `Messages.json?${new URLSearchParams(query).toString()}`);
      return ((await response.json()) as { messages: { body: string }[] }).messages.map(({ body }) => body);
    };
    const today = new Date().toISOString().slice(0, 10);
    expect(await list({ To: PHONE, From: CARRIER.sms.number, DateSent: today })).toEqual(['one']);
    expect(await list({ 'DateSent>': today })).toHaveLength(2);
    expect(await list({ 'DateSent<': '2020-01-01' })).toEqual([]);
    expect(await list({ To: '+447700900998' })).toEqual([]);
  });
});

describe('Meta', () => {
  it('delivers an inbound message over escaped, signed bytes and answers free text', async () => {
    await write('whatsapp', 'Zähler a/b 👍');
    const [webhook] = await hub.wait(on('/webhooks/meta/whatsapp'));
    expectMetaSigned(webhook!);
    expect(webhook!.body).toContain(String.raw`Z\u00e4hler a\/b \ud83d\udc4d`);
    expect(valueOf(webhook!).messages).toMatchObject([{ from: PHONE.slice(1), text: { body: 'Zähler a/b 👍' } }]);
    const response = await sendMeta(text('Hello', { biz_opaque_callback_data: 'ref-1' }));
    const answer = (await response.json()) as { messages: { id: string }[] };
    expect(answer).toMatchObject({ messaging_product: 'whatsapp', contacts: [{ wa_id: PHONE.slice(1) }] });
    await hub.wait(on('/webhooks/meta/whatsapp'), 3);
    await carrier.api('POST', `phones/${PHONE}/read`, { channel: 'whatsapp' });
    const all = statuses(await hub.wait(on('/webhooks/meta/whatsapp'), 4));
    expect(all.map(({ status }) => status)).toEqual(['sent', 'delivered', 'read']);
    expect(all).toEqual(
      all.map(() => expect.objectContaining({ id: answer.messages[0]!.id, biz_opaque_callback_data: 'ref-1' })),
    );
  });

  it('says only afterwards that the window is closed', async () => {
    expect((await sendMeta(text('Hello'))).status).toBe(200);
    const [status] = statuses(await hub.wait(on('/webhooks/meta/whatsapp')));
    expect(status).toMatchObject({ status: 'failed', errors: [{ code: 131047 }] });
    expect(await inboxOf()).toEqual([]);
    expect(await inboxOf('?all')).toMatchObject([{ status: 'failed', errorCode: 131047 }]);
  });

  it('refuses what Meta refuses', async () => {
    const code = async (body: unknown, token?: string) => {
      const response = await carrier.graph(`${CARRIER.whatsapp.phoneNumberId}/messages`, body, token);
      return [response.status, ((await response.json()) as { error: { code: number } }).error.code];
    };
    const template = (name: string, parameters: string[]) => ({
      messaging_product: 'whatsapp',
      to: PHONE,
      type: 'template',
      template: {
        name,
        language: { code: 'en' },
        components: [{ type: 'body', parameters: parameters.map((value) => ({ type: 'text', text: value })) }],
      },
    });
    expect(await code(text('x'), 'wrong')).toEqual([401, 190]);
    expect(await code({ ...text('x'), messaging_product: 'x' })).toEqual([400, 100]);
    expect(await code(text(''))).toEqual([400, 131008]);
    expect(await code(text('x', { to: '12' }))).toEqual([400, 131030]);
    expect(await code(template('unknown', []))).toEqual([404, 132001]);
    expect(await code(template('invite', ['Ana']))).toEqual([400, 132000]);
    const sent = await sendMeta(template('invite', ['Ana', 'https://x.test']));
    expect(sent.status).toBe(200);
    await expect.poll(async () => (await inboxOf())[0]?.text).toBe('Hello Ana: https://x.test');
  });

  it('gives media in two steps, both behind the bearer', async () => {
    await write('whatsapp', '', { mimeType: 'image/jpeg', base64: Buffer.from('a photo').toString('base64') });
    const [webhook] = await hub.wait(on('/webhooks/meta/whatsapp'));
    const id = valueOf(webhook!).messages![0]!.image!.id;
    const found = await carrier.graph(`${id}?phone_number_id=${CARRIER.whatsapp.phoneNumberId}`);
    const media = (await found.json()) as { url: string; file_size: number; mime_type: string };
    expect(media).toMatchObject({ id, mime_type: 'image/jpeg', file_size: 7, messaging_product: 'whatsapp' });
    expect(media.url.startsWith(`${carrier.url}/graph/`)).toBe(true);
    expect(await (await carrier.graph(media.url)).text()).toBe('a photo');
    expect((await fetch(media.url)).status).toBe(401);
  });
});

describe('delivery', () => {
  /** An answer counts once it is in the ledger. */
  const noted = (answers: number) =>
    expect
      .poll(async () => (await readFile(`${carrier.dataDir}/ledger.jsonl`, 'utf8')).split('"settled"').length - 1)
      .toBe(answers);

  it('repeats Meta webhooks until they are answered 200, with the same bytes', async () => {
    let refusals = 2;
    hub.answer = () => (refusals-- > 0 ? { status: 500 } : {});
    await write('whatsapp', 'hello');
    const attempts = await hub.wait(on('/webhooks/meta/whatsapp'), 3);
    expect(new Set(attempts.map(({ body }) => body)).size).toBe(1);
    await new Promise((later) => setTimeout(later, 250));
    expect(hub.received).toHaveLength(3);
  });

  it('does not repeat a Twilio webhook that was answered', async () => {
    hub.answer = () => ({ status: 500 });
    await write('sms', 'hello');
    await hub.wait(on('/webhooks/twilio/messages'));
    await noted(1);
    await carrier.restart();
    await new Promise((later) => setTimeout(later, 150));
    expect(hub.received).toHaveLength(1);
  });

  it('goes on after a restart with all that was never answered', async () => {
    hub.answer = () => new Promise(() => undefined);
    const written = await Promise.all([
      write('sms', 'one'),
      write('whatsapp', 'two'),
      write('whatsapp_twilio', 'three'),
    ]);
    expect(written).toHaveLength(3);
    await hub.wait(() => true, 3);
    const before = hub.received.map(({ body }) => body).sort();
    hub.received.length = 0;
    hub.answer = () => ({});
    const began = Date.now();
    await carrier.restart();
    expect(Date.now() - began).toBeLessThan(5000);
    await hub.wait(() => true, 3);
    expect(hub.received.map(({ body }) => body).sort()).toEqual(before);
    await noted(3);
    await carrier.restart();
    await new Promise((later) => setTimeout(later, 100));
    expect(hub.received).toHaveLength(3);
  });

  it('reports statuses that were due while it was down', async () => {
    await carrier.stop();
    carrier = await TestCarrier.start(hub.url, { statusDelay: [150, 160] });
    await carrier.twilio('sms', 'Messages.json', { ...sms, Body: 'x' });
    await carrier.restart();
    const callbacks = await hub.wait(on('/webhooks/twilio/messages/status'), 2);
    expect(callbacks.map(({ params }) => params.get('MessageStatus'))).toEqual(['sent', 'delivered']);
  });

  it('starts from a ledger whose last line is torn', async () => {
    await write('sms', 'kept');
    await hub.wait(() => true);
    await appendFile(`${carrier.dataDir}/ledger.jsonl`, '[{"op":"message","mess');
    await carrier.restart();
    expect(await inboxOf()).toMatchObject([{ text: 'kept' }]);
    await write('sms', 'and more');
    await carrier.restart();
    expect(await inboxOf()).toHaveLength(2);
    expect(await readFile(`${carrier.dataDir}/ledger.jsonl`, 'utf8')).not.toContain('"mess[');
  });
});

describe('misbehaving', () => {
  const faults = (...rules: object[]) => carrier.api('PUT', 'faults', rules);

  it('refuses at once, or after accepting', async () => {
    await write('whatsapp', 'hello');
    await faults({ on: 'meta.send', action: 'refuse', code: 131026, to: PHONE, remaining: 1 });
    const refused = await sendMeta(text('x'));
    expect([refused.status, await refused.json()]).toMatchObject([400, { error: { code: 131026 } }]);
    expect((await sendMeta(text('x'))).status).toBe(200);
    await faults({ on: 'meta.send', action: 'fail_later' }, { on: 'twilio.send', action: 'fail_later', code: 30006 });
    expect((await sendMeta(text('x'))).status).toBe(200);
    await carrier.twilio('sms', 'Messages.json', { ...sms, Body: 'x' });
    await expect
      .poll(() =>
        statuses(hub.received.filter(on('/webhooks/meta/whatsapp'))).find(({ status }) => status === 'failed'),
      )
      .toMatchObject({ errors: [{ code: 131026 }] });
    const callbacks = await hub.wait(({ params }) => params.get('MessageStatus') === 'undelivered');
    expect(callbacks[0]!.params.get('ErrorCode')).toBe('30006');
  });

  it('accepts and loses the answer', async () => {
    await faults({ on: 'twilio.send', action: 'drop', remaining: 1 });
    await expect(carrier.twilio('sms', 'Messages.json', { ...sms, Body: 'lost?' })).rejects.toThrow();
    const list = (await (
      await carrier.twilio('sms', `Messages.json?To=${encodeURIComponent(PHONE)}`)
    ).json()) as object;
    expect(list).toMatchObject({ messages: [{ body: 'lost?' }] });
  });

  it('repeats webhooks and turns statuses round', async () => {
    await faults({ on: 'meta.webhook', action: 'repeat', times: 3 }, { on: 'status', action: 'reorder' });
    await write('whatsapp', 'hello');
    await hub.wait(on('/webhooks/meta/whatsapp'), 3);
    await sendMeta(text('x'));
    const all = statuses(await hub.wait(on('/webhooks/meta/whatsapp'), 5));
    expect(all.map(({ status }) => status)).toEqual(['delivered', 'sent']);
  });

  it('breaks media', async () => {
    await write('whatsapp', '', { mimeType: 'image/jpeg', base64: Buffer.from('a photo').toString('base64') });
    const [webhook] = await hub.wait(on('/webhooks/meta/whatsapp'));
    const id = valueOf(webhook!).messages![0]!.image!.id;
    const { url } = (await (await carrier.graph(id)).json()) as { url: string };
    await faults({ on: 'media', action: 'refuse', remaining: 1 }, { on: 'media', action: 'drop', remaining: 2 });
    expect((await carrier.graph(url)).status).toBe(503);
    await expect(carrier.graph(url).then((response) => response.text())).rejects.toThrow();
    expect(await (await carrier.graph(url)).text()).toBe('a photo');
  });

  it('strikes one channel of a handset and leaves the other', async () => {
    await faults({ on: 'twilio.send', action: 'refuse', code: 63024, to: `whatsapp:${PHONE}` });
    expect((await carrier.twilio('sms', 'Messages.json', { ...sms, Body: 'x' })).status).toBe(201);
    await write('whatsapp_twilio', 'hello');
    const whatsapp = { To: `whatsapp:${PHONE}`, From: CARRIER.whatsappTwilio.number, Body: 'x' };
    expect((await carrier.twilio('whatsappTwilio', 'Messages.json', whatsapp)).status).toBe(400);
  });

  it('takes no nonsense', async () => {
    await expect(faults({ on: 'nothing', action: 'drop' })).rejects.toThrow('400');
  });
});
