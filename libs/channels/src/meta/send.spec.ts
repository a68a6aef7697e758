import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChannelAccount, OutgoingMessage } from '../contract/index.js';
import type { WireServer } from '../kit/wire-server.js';
import { answers, wireServer } from '../kit/wire-server.js';
import { meta } from './index.js';

let wire: WireServer;
beforeAll(async () => void (wire = await wireServer(answers(500, {}))));
afterAll(() => wire.close());
beforeEach(() => {
  wire.seen = [];
  wire.behaviour = answers(200, {
    messaging_product: 'whatsapp',
    messages: [{ id: 'wamid.S1', message_status: 'accepted' }],
  });
});

const account: ChannelAccount = {
  channelId: '1',
  kind: 'whatsapp',
  address: '+14155550122',
  settings: { wabaId: '900', phoneNumberId: '100200' },
  secrets: { appSecret: 'a', verifyToken: 'v', accessToken: 'token' },
};
const template = { name: 'invite', language: 'en_GB', text: 'Hello {{1}}', providerId: null };
const text: OutgoingMessage = {
  ref: 'r1',
  to: '+12125550111',
  body: { type: 'text', text: 'Olá' },
  publicUrl: 'https://hub.example.com',
};
const send = (change: Partial<OutgoingMessage> = {}) =>
  meta({ graphUrl: wire.origin }).send(account, { ...text, ...change });
const sent = (): unknown => JSON.parse(wire.seen[0]?.body ?? 'null');

describe('the request', () => {
  it('for a text', async () => {
    expect(await send()).toEqual({ outcome: 'accepted', providerMessageId: 'wamid.S1', status: 'accepted' });
    expect(wire.seen[0]).toMatchObject({ method: 'POST', url: '/v23.0/100200/messages' });
    expect(wire.seen[0]?.headers).toMatchObject({ authorization: 'Bearer token', 'content-type': 'application/json' });
    expect(sent()).toEqual({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: '+12125550111',
      type: 'text',
      text: { body: 'Olá', preview_url: false },
      biz_opaque_callback_data: 'r1',
    });
  });

  it('for a question: buttons for up to three answers, a list for more', async () => {
    const choices = [1, 2, 3, 4].map((n) => ({ id: `n:${n}`, title: `Choice ${n}` }));
    await send({ body: { type: 'choice', text: 'Which?', choices: choices.slice(0, 2), open: 'Choose' } });
    expect(sent()).toMatchObject({
      type: 'interactive',
      interactive: {
        type: 'button',
        body: { text: 'Which?' },
        action: {
          buttons: [
            { type: 'reply', reply: { id: 'n:1', title: 'Choice 1' } },
            { type: 'reply', reply: { id: 'n:2', title: 'Choice 2' } },
          ],
        },
      },
    });
    wire.seen = [];
    await send({ body: { type: 'choice', text: 'Which?', choices, open: 'Choose' } });
    expect(sent()).toMatchObject({
      interactive: {
        type: 'list',
        body: { text: 'Which?' },
        action: { button: 'Choose', sections: [{ rows: choices }] },
      },
    });
  });

  it('for a template', async () => {
    await send({ body: { type: 'template', template, parameters: ['Ana\n  S'] } });
    expect(sent()).toMatchObject({
      type: 'template',
      template: {
        name: 'invite',
        language: { code: 'en_GB' },
        components: [{ type: 'body', parameters: [{ type: 'text', text: 'Ana S' }] }],
      },
    });
  });

  it('for a template without parameters', async () => {
    await send({ body: { type: 'template', template, parameters: [] } });
    expect(sent()).toMatchObject({ template: { name: 'invite', language: { code: 'en_GB' } } });
    expect(JSON.stringify(sent())).not.toContain('components');
  });

  it.each([
    ['+5215512345678', { to: '+5215512345678' }],
    ['5215512345678', { to: '+5215512345678' }],
    ['US.13491208655302741918', { recipient: 'US.13491208655302741918' }],
    ['US.ENT.118157', { recipient: 'US.ENT.118157' }],
  ])('to %s', async (to, expected) => {
    await send({ to });
    expect(sent()).toMatchObject(expected);
    expect(['to', 'recipient'].filter((key) => key in (sent() as object))).toEqual(Object.keys(expected));
  });
});

describe('the outcome', () => {
  it.each([
    [401, 190, 'rejected', 'unauthorized'],
    [403, 10, 'rejected', 'unauthorized'],
    [403, 299, 'rejected', 'unauthorized'],
    [400, 131026, 'rejected', 'recipient_unreachable'],
    [400, 131047, 'rejected', 'window_closed'],
    [400, 131049, 'rejected', 'policy_stop'],
    [400, 131050, 'rejected', 'opted_out'],
    [400, 100, 'rejected', 'content_invalid'],
    [404, 132001, 'rejected', 'template_unavailable'],
    [400, 133010, 'rejected', 'misconfigured'],
    [400, 130429, 'retry', 'rate_limited'],
    [400, 131056, 'retry', 'rate_limited'],
    [429, 80007, 'retry', 'rate_limited'],
    [400, 131016, 'retry', 'provider_unavailable'],
    [400, 424242, 'rejected', 'unknown'],
    [503, 2, 'unknown', 'provider_unavailable'],
    [500, 131000, 'unknown', 'provider_unavailable'],
  ])('%d with %d is %s, %s', async (status, code, outcome, ours) => {
    wire.behaviour = answers(status, { error: { code, message: 'No.', error_data: { details: 'Because.' } } });
    expect(await send()).toMatchObject({
      outcome,
      error: {
        code: ours,
        providerCode: String(code),
        message: 'No.: Because.',
        // Too many to this one recipient; the others are the sender's own.
        ...(code === 131056 && { limited: 'pair' }),
      },
    });
  });

  it('of somebody who stopped marketing messages tells of that opt-out, and of no other', async () => {
    wire.behaviour = answers(400, { error: { code: 131050, message: 'No.' } });
    expect(await send()).toMatchObject({ error: { optOut: 'marketing' } });
    wire.behaviour = answers(400, { error: { code: 131049, message: 'No.' } });
    expect(await send()).not.toMatchObject({ error: { optOut: expect.anything() as unknown } });
  });

  it.each([{}, { messages: [] }, { messages: [{}] }, [], 'x'])('a 200 without an id (%j) stays open', async (body) => {
    wire.behaviour = answers(200, body);
    expect(await send()).toMatchObject({ outcome: 'unknown' });
  });

  it.each(['held_for_quality_assessment', 'paused'])('%s is accepted', async (message_status) => {
    wire.behaviour = answers(200, { messages: [{ id: 'wamid.S2', message_status }] });
    expect(await send()).toMatchObject({ outcome: 'accepted', status: 'accepted' });
  });
});
