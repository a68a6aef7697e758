import { createHmac, randomBytes } from 'node:crypto';
import type { SandboxFile } from '../../apps/hub/src/demo.js';

/** Where webhooks go, and by whose secrets. */
interface Hub {
  url: string;
  sandbox: SandboxFile;
}

/** Webhooks as the providers send them, signed with the sandbox's secrets. The tests' own implementation of both schemes. */
export function twilioSignature(authToken: string, url: string, params: Record<string, string>): string {
  const data = Object.keys(params)
    .sort()
    .reduce((text, key) => text + key + params[key], url);
  return createHmac('sha1', authToken).update(data).digest('base64');
}

export async function postTwilio(
  hub: Hub,
  path: string,
  params: Record<string, string>,
  authToken = hub.sandbox.sms.authToken,
): Promise<{ status: number; text: string }> {
  const url = hub.url + path;
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': twilioSignature(authToken, url, params),
    },
    body: new URLSearchParams(params),
  });
  return { status: response.status, text: await response.text() };
}

export async function postMeta(
  hub: Hub,
  body: unknown,
  secret = hub.sandbox.whatsapp.appSecret,
): Promise<{ status: number; text: string }> {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const signature = createHmac('sha256', secret).update(bytes).digest('hex');
  const response = await fetch(`${hub.url}/webhooks/meta/whatsapp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
    body: bytes,
  });
  return { status: response.status, text: await response.text() };
}

export const wamid = () => `wamid.${randomBytes(12).toString('hex')}`;
export const sid = (prefix: string) => prefix + randomBytes(16).toString('hex');

/** Meta's envelope around messages or statuses of the sandbox's WhatsApp number. */
export function metaBody(hub: Hub, value: Record<string, unknown>) {
  const { wabaId, phoneNumberId, number } = hub.sandbox.whatsapp;
  const metadata = { display_phone_number: number.slice(1), phone_number_id: phoneNumberId };
  const change = { field: 'messages', value: { messaging_product: 'whatsapp', metadata, ...value } };
  return { object: 'whatsapp_business_account', entry: [{ id: wabaId, changes: [change] }] };
}

/** One WhatsApp text by Meta. `phone` in E.164. */
export function metaText(
  hub: Hub,
  phone: string,
  text: string,
  more: { id?: string; at?: number; name?: string } = {},
) {
  const { id = wamid(), at = Math.floor(Date.now() / 1000), name = 'Test Customer' } = more;
  const from = phone.slice(1);
  return metaBody(hub, {
    contacts: [{ profile: { name }, wa_id: from }],
    messages: [{ from, id, timestamp: String(at), type: 'text', text: { body: text } }],
  });
}

/** What became of a message, as Meta tells. */
export const metaStatus = (hub: Hub, id: string, status: string, more: object = {}) =>
  metaBody(hub, {
    statuses: [{ id, status, timestamp: String(Math.floor(Date.now() / 1000)), recipient_id: '447700900000', ...more }],
  });

/** The parameters of an inbound SMS by Twilio. */
export function twilioText(hub: Hub, phone: string, text: string, more: Record<string, string> = {}) {
  const id = sid('SM');
  return {
    MessageSid: id,
    SmsSid: id,
    SmsMessageSid: id,
    AccountSid: hub.sandbox.sms.accountSid,
    From: phone,
    To: hub.sandbox.sms.number,
    Body: text,
    NumMedia: '0',
    NumSegments: '1',
    SmsStatus: 'received',
    ApiVersion: '2010-04-01',
    ...more,
  };
}

/** The parameters of a voice webhook by Twilio. */
export function twilioCall(hub: Hub, callSid: string, from: string, more: Record<string, string> = {}) {
  const { accountSid, number } = hub.sandbox.voice;
  return {
    CallSid: callSid,
    AccountSid: accountSid,
    From: from,
    To: number,
    Caller: from,
    Called: number,
    CallStatus: 'ringing',
    Direction: 'inbound',
    ApiVersion: '2010-04-01',
    ...more,
  };
}
