import { Channels } from '#libs/messaging';
import type { TestHub } from './hub.js';
import { wamid } from './providers.js';

/** A WhatsApp sender of the company at Meta, beside the sandbox's own. */
export interface Sender {
  wabaId: string;
  phoneNumberId: string;
}

let number = 700_900_100;

export async function addSender(hub: TestHub, settings: Sender & { portfolioId?: string }): Promise<Sender> {
  const { appSecret, verifyToken, accessToken } = hub.sandbox.whatsapp;
  await hub.app.get(Channels).put({
    kind: 'whatsapp',
    provider: 'meta',
    name: `Number ${settings.phoneNumberId}`,
    address: `+447${number++}`,
    settings: { ...settings },
    secrets: { appSecret, verifyToken, accessToken },
  });
  return settings;
}

/** Who writes: by number, by business-scoped id, or both. */
export interface Writer {
  phone?: string;
  userId?: string;
  name?: string;
}

/** One text to a sender by Meta, from whoever. */
export function textTo(
  sender: Sender,
  writer: Writer,
  text: string,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  const { phone, userId, name = 'Somebody' } = writer;
  const contact = { profile: { name }, ...(phone && { wa_id: phone.slice(1) }), ...(userId && { user_id: userId }) };
  const from = { ...(phone && { from: phone.slice(1) }), ...(userId && { from_user_id: userId }) };
  const message = {
    ...from,
    id: wamid(),
    timestamp: String(Math.floor(Date.now() / 1000)),
    type: 'text',
    text: { body: text },
    ...more,
  };
  return changeOf(sender, 'messages', { contacts: [contact], messages: [message] });
}

/** Meta's envelope around one change. */
export function changeOf({ wabaId, phoneNumberId }: Sender, field: string, value: Record<string, unknown>) {
  const metadata = { display_phone_number: '447000000000', phone_number_id: phoneNumberId };
  return {
    object: 'whatsapp_business_account',
    entry: [{ id: wabaId, changes: [{ field, value: { messaging_product: 'whatsapp', metadata, ...value } }] }],
  };
}
