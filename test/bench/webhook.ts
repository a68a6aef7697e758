import { createHmac } from 'node:crypto';
import type { SandboxFile } from '../../apps/hub/src/demo.js';

export const webhookPath = '/webhooks/meta/whatsapp';

export interface Webhook {
  /** The provider's message id: what commits and screens are counted by. */
  id: string;
  body: Buffer;
  signature: string;
}

/** One WhatsApp text as Meta posts it, signed. The floor gets the same bytes. */
export function textWebhook(sender: SandboxFile['whatsapp'], phone: string, id: string): Webhook {
  const from = phone.slice(1);
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: sender.number.slice(1), phone_number_id: sender.phoneNumberId },
    contacts: [{ profile: { name: 'Bench Customer' }, wa_id: from }],
    messages: [
      {
        from,
        id,
        timestamp: String(Math.floor(Date.now() / 1000)),
        type: 'text',
        text: { body: `The meter in the hall shows 48213, is that the one you need? (${id.slice(-6)})` },
      },
    ],
  };
  const entry = [{ id: sender.wabaId, changes: [{ field: 'messages', value }] }];
  const body = Buffer.from(JSON.stringify({ object: 'whatsapp_business_account', entry }));
  const signature = `sha256=${createHmac('sha256', sender.appSecret).update(body).digest('hex')}`;
  return { id, body, signature };
}

/** Of the ranges that Ofcom keeps free for drama. */
export const watchedPhone = (thread: number) => `+4477009${String(20_000 + thread)}`;
export const otherPhone = (n: number) => `+4477009${String(30_000 + (n % 5000))}`;
