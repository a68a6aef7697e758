import type { InboundItem } from '../../contract/index.js';
import { decodeEnvelope } from '../envelope.decode.js';

/** A webhook as Meta delivers it, for tests of what is read from one. */
export const receivedAt = new Date('2026-11-22T10:00:00Z');
export const metadata = { display_phone_number: '14155550122', phone_number_id: '100200' };
export const contacts = [{ profile: { name: 'Ana', username: 'ana.s' }, wa_id: '12125550111', user_id: 'US.13' }];
/** What every message begins with. */
export const head = { from: '12125550111', id: 'wamid.A1', timestamp: '1790000000' };

export const envelope = (...changes: unknown[]) => ({
  object: 'whatsapp_business_account',
  entry: [{ id: '900', changes }],
});
export const change = (value: Record<string, unknown>, field = 'messages') => ({
  field,
  value: { messaging_product: 'whatsapp', metadata, ...value },
});
export const decode = (body: unknown): InboundItem[] =>
  decodeEnvelope({ body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), receivedAt });
export const messages = (...items: unknown[]): InboundItem[] => decode(envelope(change({ contacts, messages: items })));
