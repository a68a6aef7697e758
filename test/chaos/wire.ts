import { createHmac } from 'node:crypto';
import type { SandboxFile } from '../../apps/hub/src/demo.js';

/** A request as a provider posts it to the hub, signed for its public address. */
export interface SignedPost {
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** Meta's envelope around messages or statuses. */
export function metaPost({ whatsapp }: SandboxFile, value: object): SignedPost {
  const { wabaId, phoneNumberId, number, appSecret } = whatsapp;
  const metadata = { display_phone_number: number.slice(1), phone_number_id: phoneNumberId };
  const change = { field: 'messages', value: { messaging_product: 'whatsapp', metadata, ...value } };
  const body = JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: wabaId, changes: [change] }] });
  const signature = createHmac('sha256', appSecret).update(body).digest('hex');
  return {
    path: '/webhooks/meta/whatsapp',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
    body,
  };
}

/** Twilio's form; the signature covers the public address with its query. */
export function twilioPost(
  { sms }: SandboxFile,
  publicUrl: string,
  path: string,
  params: Record<string, string>,
): SignedPost {
  const all: Record<string, string> = { AccountSid: sms.accountSid, ApiVersion: '2010-04-01', ...params };
  const signed = Object.keys(all)
    .sort()
    .reduce((text, key) => text + key + all[key], publicUrl + path);
  return {
    path,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': createHmac('sha1', sms.authToken).update(signed).digest('base64'),
    },
    body: new URLSearchParams(all).toString(),
  };
}
