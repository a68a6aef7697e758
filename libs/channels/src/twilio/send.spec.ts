import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChannelAccount, OutgoingMessage, ProviderError } from '../contract/index.js';
import type { WireServer } from '../kit/wire-server.js';
import { answers, wireServer } from '../kit/wire-server.js';
import { twilio } from './index.js';

let wire: WireServer;
beforeAll(async () => void (wire = await wireServer(answers(500, {}))));
afterAll(() => wire.close());
beforeEach(() => {
  wire.seen = [];
  wire.behaviour = answers(201, { sid: 'SM77', status: 'queued', error_code: null });
});

const account = (kind: 'sms' | 'whatsapp'): ChannelAccount => ({
  channelId: '1',
  kind,
  address: '+14155550122',
  settings: { accountSid: 'AC11' },
  secrets: { authToken: 'secret' },
});
const template = {
  name: 'invite',
  language: 'en',
  text: 'Hello {{1}}, about {{2}}',
  providerId: 'HX00000000000000000000000000000001',
};
const text: OutgoingMessage = {
  ref: 'r/1',
  to: '+12125550111',
  body: { type: 'text', text: 'Olá & co' },
  publicUrl: 'https://hub.example.com/',
};
const invite: OutgoingMessage = {
  ...text,
  body: { type: 'template', template, parameters: ['Ana\n{{2}}', 'the bill'] },
};
const send = (kind: 'sms' | 'whatsapp', message = text) => twilio({ apiUrl: wire.origin }).send(account(kind), message);
const form = (): Record<string, string> => Object.fromEntries(new URLSearchParams(wire.seen[0]?.body));

describe('the request', () => {
  it('for a text', async () => {
    expect(await send('sms')).toEqual({ outcome: 'accepted', providerMessageId: 'SM77', status: 'accepted' });
    expect(wire.seen).toHaveLength(1);
    expect(wire.seen[0]).toMatchObject({ method: 'POST', url: '/2010-04-01/Accounts/AC11/Messages.json' });
    expect(wire.seen[0]?.headers.authorization).toBe('Basic ' + Buffer.from('AC11:secret').toString('base64'));
    expect(form()).toEqual({
      To: '+12125550111',
      From: '+14155550122',
      Body: 'Olá & co',
      StatusCallback: 'https://hub.example.com/webhooks/twilio/messages/status?ref=r%2F1',
    });
  });

  it('by WhatsApp', async () => {
    await send('whatsapp', { ...text, to: 'US.13' });
    expect(form()).toMatchObject({ To: 'whatsapp:US.13', From: 'whatsapp:+14155550122' });
  });

  it('for a template by WhatsApp', async () => {
    await send('whatsapp', invite);
    expect(form()).toMatchObject({
      ContentSid: template.providerId,
      ContentVariables: '{"1":"Ana {{2}}","2":"the bill"}',
    });
    expect(form().Body).toBeUndefined();
  });

  it('for a template by SMS', async () => {
    await send('sms', invite);
    expect(form().Body).toBe('Hello Ana\n{{2}}, about the bill');
  });

  it('is not made without a ContentSid', async () => {
    const body = { type: 'template' as const, template: { ...template, providerId: null }, parameters: [] };
    expect(await send('whatsapp', { ...text, body })).toMatchObject({
      outcome: 'rejected',
      error: { code: 'template_unavailable' },
    });
    expect(wire.seen).toEqual([]);
  });
});

describe('the outcome', () => {
  it.each([
    [400, 21610, 'rejected', 'opted_out'],
    [400, 21211, 'rejected', 'recipient_unreachable'],
    [400, 21614, 'rejected', 'recipient_unreachable'],
    [400, 63016, 'rejected', 'window_closed'],
    [400, 21617, 'rejected', 'content_invalid'],
    [400, 63027, 'rejected', 'template_unavailable'],
    [400, 21606, 'rejected', 'misconfigured'],
    [400, 30007, 'rejected', 'policy_stop'],
    [401, 20003, 'rejected', 'unauthorized'],
    [404, 20404, 'rejected', 'misconfigured'],
    [400, 99999, 'rejected', 'unknown'],
    [400, 63018, 'retry', 'rate_limited'],
    [429, 20429, 'retry', 'rate_limited'],
    [429, 99999, 'retry', 'rate_limited'],
    [503, 20503, 'unknown', 'provider_unavailable'],
    [500, 20500, 'unknown', 'provider_unavailable'],
  ])('%d with %d is %s, %s', async (status, code, outcome, ours) => {
    wire.behaviour = answers(status, { code, message: 'No.', status });
    const error = { code: ours, providerCode: String(code), message: 'No.' };
    expect(await send('sms')).toMatchObject({ outcome, error });
  });

  it.each([
    [21610, 'all'],
    [63033, 'all'],
    [63014, undefined],
    [21211, undefined],
  ])('%d tells of an opt-out of %s', async (code, optOut) => {
    wire.behaviour = answers(400, { code, message: 'No.', status: 400 });
    expect(((await send('sms')) as { error: ProviderError }).error.optOut).toBe(optOut);
  });

  it('an id with a failure is a refusal', async () => {
    wire.behaviour = answers(201, { sid: 'SM1', status: 'failed', error_code: 30005, error_message: 'x' });
    expect(await send('sms')).toMatchObject({
      outcome: 'rejected',
      error: { code: 'recipient_unreachable', providerCode: '30005' },
    });
  });

  it.each([{}, { sid: '' }, { sid: null }, [], 'x'])('a 201 without an id (%j) stays open', async (body) => {
    wire.behaviour = answers(201, body);
    expect(await send('sms')).toMatchObject({ outcome: 'unknown' });
  });
});
