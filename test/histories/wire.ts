import type { SandboxFile } from '../../apps/hub/src/demo.js';
import { Random } from '../chaos/random.js';
import type { Delivery } from './history.js';
import type { Item, Letter, Note } from './telling.js';

/** One webhook as its provider posts it. */
export interface Webhook {
  provider: 'meta' | 'twilio';
  path: string;
  body: string;
  /** What it holds, as often as it holds it; `usable`: nothing keeps it from being applied. */
  items: { key: string; usable: boolean }[];
  receivedAt: Date;
}

/** The webhooks of a delivery, in the order in which they are posted. */
export function webhooksOf(items: readonly Item[], delivery: Delivery, senders: SandboxFile): Webhook[] {
  const random = new Random(delivery.shuffle);
  const repeated = items.flatMap((item) => (random.chance(delivery.repeats / 10) ? [item, item] : [item]));
  const queue = delivery.shuffle > 0 ? random.shuffled(repeated) : repeated;
  const webhooks: Webhook[] = [];
  while (queue.length > 0) {
    const apart = queue.findIndex((item) => !byMeta(item));
    const together = queue.splice(0, Math.max(1, Math.min(apart < 0 ? queue.length : apart, 1 + delivery.together)));
    webhooks.push(byMeta(together[0]!) ? metaWebhook(together, random, senders) : soloWebhook(together[0]!, senders));
  }
  return webhooks;
}

const byMeta = (item: Item): boolean =>
  item.item === 'letter'
    ? item.way === 'meta'
    : item.item === 'receipt'
      ? item.of.way === 'meta'
      : item.noise !== 'nonsense';
const seconds = (at: Date) => String(at.getTime() / 1000);

interface Change {
  field: string;
  value: Record<string, unknown> & { contacts?: MetaContact[]; messages?: object[]; statuses?: object[] };
}
interface MetaContact {
  profile?: { name: string };
  wa_id?: string;
  user_id?: string;
}

/** Several entries, changes, messages and statuses in one body, as Meta batches them. */
function metaWebhook(items: readonly Item[], random: Random, { whatsapp }: SandboxFile): Webhook {
  const entry: { id: string; time: number; changes: Change[] }[] = [];
  const metadata = { display_phone_number: whatsapp.number.slice(1), phone_number_id: whatsapp.phoneNumberId };
  const newChange = (field: string, value: Record<string, unknown>): Change => {
    if (entry.length === 0 || random.chance(0.3)) entry.push({ id: whatsapp.wabaId, time: 1, changes: [] });
    const change = { field, value };
    entry.at(-1)!.changes.push(change);
    return change;
  };
  const messages = (id = metadata.phone_number_id) =>
    newChange('messages', { messaging_product: 'whatsapp', metadata: { ...metadata, phone_number_id: id } });
  let open: Change | undefined;
  for (const item of items) {
    if (item.item === 'stray') {
      open = undefined;
      if (item.noise === 'notice') newChange('account_update', { event: item.id });
      else if (item.noise === 'unknown-sender') messages('1').value.messages = [{ ...stranger, id: item.id }];
      else messages().value.statuses = [{ id: item.id, status: 'delivered', timestamp: '1795000000' }];
      continue;
    }
    const contact = item.item === 'letter' ? contactOf(item) : undefined;
    if (!open || random.chance(0.4) || !goesWith(open, contact)) open = messages();
    if (item.item === 'receipt') (open.value.statuses ??= []).push(metaStatus(item));
    else (open.value.messages ??= []).push(metaMessage(item));
    if (contact && !open.value.contacts?.some((known) => sameAs(known, contact)))
      (open.value.contacts ??= []).push(contact);
  }
  const body = JSON.stringify({ object: 'whatsapp_business_account', entry });
  return { provider: 'meta', path: 'whatsapp', body, items: items.map(keyed), receivedAt: new Date() };
}

const stranger = { from: '447700900999', timestamp: '1795000000', type: 'text', text: { body: 'hello' } };
const sameAs = (a: MetaContact, b: MetaContact) => JSON.stringify(a) === JSON.stringify(b);
/** A change names each of its persons once: another name, or another part of the same identity, has another change. */
const goesWith = ({ value }: Change, contact: MetaContact | undefined) =>
  contact === undefined ||
  (value.contacts ?? []).every(
    (known) => sameAs(known, contact) || !(same(known.wa_id, contact.wa_id) || same(known.user_id, contact.user_id)),
  );
const same = (a: string | undefined, b: string | undefined) => a !== undefined && a === b;
const contactOf = ({ name, number, bsuid }: Letter): MetaContact => ({
  ...(name !== null && { profile: { name } }),
  ...(number !== null && { wa_id: number.slice(1) }),
  ...(bsuid !== null && { user_id: bsuid }),
});

function metaMessage({ id, at, number, bsuid, words }: Letter): object {
  const head = {
    id,
    timestamp: seconds(at),
    ...(number !== null && { from: number.slice(1) }),
    ...(bsuid !== null && { from_user_id: bsuid }),
  };
  switch (words.kind) {
    case 'text':
      return { ...head, type: 'text', text: { body: words.text } };
    case 'reply':
      return { ...head, type: 'text', text: { body: words.text }, context: { id: 'wamid.earlier', from: '447' } };
    case 'photo':
      return { ...head, type: 'image', image: { id, mime_type: 'image/jpeg', caption: words.caption ?? undefined } };
    case 'document': {
      const document = { id, mime_type: 'application/pdf', filename: 'bill.pdf', caption: words.caption ?? undefined };
      return { ...head, type: 'document', document };
    }
    case 'reaction':
      return { ...head, type: 'reaction', reaction: { message_id: 'wamid.earlier', emoji: '👍' } };
    case 'sticker':
      return { ...head, type: 'sticker', sticker: { id, mime_type: 'image/webp' } };
    case 'location':
      return { ...head, type: 'location', location: { latitude: 51.5, longitude: -0.1 } };
    default:
      return { ...head, type: 'hologram' };
  }
}

const metaStatus = ({ of, word, at, error }: Note): object => ({
  id: of.id,
  status: word,
  timestamp: seconds(at),
  recipient_id: '447700900000',
  ...(error !== null && { errors: [{ code: Number(error), title: error }] }),
});

/** By Twilio each comes alone, in its own webhook; nonsense too. */
function soloWebhook(item: Item, { sms, whatsappTwilio }: SandboxFile): Webhook {
  const form = (path: string, params: Record<string, string>, receivedAt: Date): Webhook => ({
    provider: 'twilio',
    path,
    body: new URLSearchParams(params).toString(),
    items: [keyed(item)],
    receivedAt,
  });
  if (item.item === 'stray')
    return { provider: 'meta', path: 'whatsapp', body: item.id, items: [keyed(item)], receivedAt: new Date() };
  const { way } = item.item === 'letter' ? item : item.of;
  const { accountSid, number } = way === 'sms' ? sms : whatsappTwilio;
  if (item.item === 'receipt') {
    const { of, word, at, error } = item;
    const params = { MessageSid: of.id, MessageStatus: word, AccountSid: accountSid, From: number };
    return form('messages/status', { ...params, ...(error !== null && { ErrorCode: error }) }, at);
  }
  const { id, name, bsuid, at } = item;
  const address = item.number ?? bsuid!;
  const params = {
    MessageSid: id,
    AccountSid: accountSid,
    From: way === 'sms' ? address : `whatsapp:${address}`,
    To: number,
    SmsStatus: 'received',
    ...(name !== null && { ProfileName: name }),
    ...(item.number !== null && bsuid !== null && { ExternalUserId: bsuid }),
  };
  return form('messages', { ...params, ...twilioContent(item) }, at);
}

function twilioContent({ words, id }: Letter): Record<string, string> {
  const media = (types: string[], text = '') => ({
    Body: text,
    NumMedia: String(types.length),
    ...Object.fromEntries(types.map((type, i) => [`MediaContentType${i}`, type])),
    ...Object.fromEntries(types.map((_, i) => [`MediaUrl${i}`, `https://api.twilio.com/media/${id}/${i}`])),
  });
  switch (words.kind) {
    case 'text':
      return { Body: words.text };
    case 'reply':
      return { Body: words.text, OriginalRepliedMessageSid: 'SMearlier' };
    case 'photo':
      return media(['image/jpeg'], words.caption ?? '');
    case 'files':
      return media(Array.from({ length: words.photos }, () => 'image/jpeg'));
    case 'document':
      return media(['application/pdf'], words.caption ?? '');
    case 'sticker':
      return { MessageType: 'sticker', ...media(['image/webp']) };
    case 'location':
      return { Latitude: '51.5', Longitude: '-0.1' };
    case 'reaction':
      return { Body: '👍' };
    default:
      return { MessageType: 'hologram' };
  }
}

/** The name of an item for the ledger: the same again is the same event. */
function keyed(item: Item): { key: string; usable: boolean } {
  if (item.item === 'letter') return { key: item.id, usable: true };
  if (item.item === 'receipt') return { key: `${item.of.id}/${item.word}`, usable: true };
  return { key: item.id, usable: item.noise === 'notice' || item.noise === 'unknown-receipt' };
}
