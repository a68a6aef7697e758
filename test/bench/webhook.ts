import { createHmac } from 'node:crypto';

export const webhookPath = '/webhooks/meta/whatsapp';

export interface Webhook {
  /** The provider's message id: what commits and screens are counted by. */
  id: string;
  body: Buffer;
  signature: string;
}

/** The business number that customers write to, and the secret its webhooks are signed with. */
export interface Sender {
  appSecret: string;
  wabaId: string;
  phoneNumberId: string;
  number: string;
}

/** Events as Meta posts them, signed; `part`: contacts, messages, statuses. The floors get the same bytes. */
export function signedWebhook(sender: Sender, id: string, part: object): Webhook {
  const metadata = { display_phone_number: sender.number.slice(1), phone_number_id: sender.phoneNumberId };
  const value = { messaging_product: 'whatsapp', metadata, ...part };
  const entry = [{ id: sender.wabaId, changes: [{ field: 'messages', value }] }];
  const body = Buffer.from(JSON.stringify({ object: 'whatsapp_business_account', entry }));
  const signature = `sha256=${createHmac('sha256', sender.appSecret).update(body).digest('hex')}`;
  return { id, body, signature };
}

export const contactPart = (phone: string, name: string) => ({ profile: { name }, wa_id: phone.slice(1) });

export const textPart = (phone: string, id: string) => ({
  from: phone.slice(1),
  id,
  timestamp: String(Math.floor(Date.now() / 1000)),
  type: 'text',
  text: { body: `The meter in the hall shows 48213, is that the one you need? (${id.slice(-6)})` },
});

/** One WhatsApp text. */
export const textWebhook = (sender: Sender, phone: string, id: string): Webhook =>
  signedWebhook(sender, id, { contacts: [contactPart(phone, 'Bench Customer')], messages: [textPart(phone, id)] });

/** Of the ranges that Ofcom keeps free for drama. */
export const watchedPhone = (thread: number) => `+4477009${String(20_000 + thread)}`;
export const otherPhone = (n: number) => `+4477009${String(30_000 + (n % 5000))}`;
