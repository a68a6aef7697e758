import type { InboundMessage, MediaRef } from '../contract/index.js';
import { plainFileName } from '../file-name.js';
import type { Fragment } from '../loose.js';
import { fragment, isFragment, list, numeric, word } from '../loose.js';
import type { MessageContent } from '../message-content.js';
import { embedded } from '../storable.js';
import { errorOf } from './errors.js';

/** What a message says, by its type. */
export interface Matter {
  type: InboundMessage['type'];
  text: string | null;
  content?: MessageContent;
  media?: MediaRef[];
}

/** Null from a reader: the part that its type promises is not there. */
type Reader = (part: Fragment, message: Fragment) => Matter | null;

const readers: Record<string, Reader> = {
  text: ({ body }) => (typeof body === 'string' ? { type: 'text', text: body } : null),
  image: (part) => file('image', part),
  video: (part) => file('video', part),
  document: (part) => file('document', part),
  audio: (part) => file('audio', part, { voice: part.voice === true || undefined }),
  sticker: (part) => file('sticker', part, { animated: part.animated === true || undefined }),
  location,
  // An emoji that is empty or absent takes the reaction back.
  reaction: ({ message_id: id, emoji }) => {
    const messageId = word(id);
    return messageId === null
      ? null
      : { type: 'reaction', text: word(emoji), content: { messageId, emoji: word(emoji) ?? '' } };
  },
  interactive,
  // The quick reply of a template.
  button: ({ text, payload }) => {
    const title = word(text) ?? word(payload);
    return title === null
      ? null
      : { type: 'interactive', text: title, content: { kind: 'button', id: word(payload) ?? undefined, title } };
  },
  order,
  // Only these two say that an earlier message changed; ours stays as it was and the change is an entry of its own.
  edit: ({ original_message_id: id, message }) => {
    const messageId = word(id);
    const changed = fragment(message);
    const words = word(fragment(changed.text).body) ?? word(fragment(changed[word(changed.type) ?? '']).caption);
    return messageId === null ? null : { type: 'unsupported', text: words, content: { kind: 'edit', messageId } };
  },
  revoke: ({ original_message_id: id }) => {
    const messageId = word(id);
    return messageId === null ? null : { type: 'unsupported', text: null, content: { kind: 'revoke', messageId } };
  },
};

/**
 * Whatever the type: what we do not know, or what is not as its type promises, becomes a placeholder and is never lost.
 */
export function matterOf(message: Fragment): Matter {
  const type = word(message.type);
  // `contacts` alone is a list.
  if (type === 'contacts') return contacts(message.contacts) ?? unsupported(message, type);
  const reader = type !== null && Object.hasOwn(readers, type) ? readers[type] : undefined;
  const part = type === null ? undefined : message[type];
  return (reader && isFragment(part) && reader(part, message)) || unsupported(message, type);
}

function unsupported(message: Fragment, type: string | null): Matter {
  const [error] = list(message.errors);
  const { providerCode, message: reason } =
    error === undefined ? { providerCode: null, message: null } : errorOf(error);
  const named = word(fragment(message.unsupported).type) ?? type;
  return { type: 'unsupported', text: null, content: { unsupported: { type: named, code: providerCode, reason } } };
}

function file(
  type: 'image' | 'video' | 'document' | 'audio' | 'sticker',
  part: Fragment,
  content?: MessageContent,
): Matter | null {
  const id = word(part.id);
  if (id === null) return null;
  const url = word(part.url);
  const ref = { id, ...(url === null ? {} : { url }) };
  const name = word(part.filename);
  const media = [{ mimeType: word(part.mime_type), fileName: name && plainFileName(name), ref }];
  return { type, text: word(part.caption), content, media };
}

function location(part: Fragment): Matter | null {
  const latitude = numeric(part.latitude);
  const longitude = numeric(part.longitude);
  if (latitude === null || longitude === null) return null;
  const [name, address, url] = [part.name, part.address, part.url].map((value) => word(value) ?? undefined);
  return { type: 'location', text: null, content: { latitude, longitude, name, address, url } };
}

function contacts(value: unknown): Matter | null {
  const cards = list(value).filter(isFragment);
  if (cards.length === 0) return null;
  return {
    type: 'contacts',
    text: null,
    content: {
      contacts: cards.map((card) => ({
        name: word(fragment(card.name).formatted_name),
        phones: list(card.phones).map((phone) => {
          const waId = word(fragment(phone).wa_id);
          // As typed by someone, brackets and all; the WhatsApp id is the number in full.
          return { phone: waId === null ? word(fragment(phone).phone) : '+' + waId, waId };
        }),
        emails: list(card.emails).flatMap((email) => word(fragment(email).email) ?? []),
      })),
    },
  };
}

function interactive(part: Fragment): Matter | null {
  const kind = word(part.type);
  const reply = fragment(part[kind ?? '']);
  const title = word(reply.title);
  const id = word(reply.id) ?? undefined;
  if (kind === 'button_reply' && title !== null) {
    return { type: 'interactive', text: title, content: { kind: 'button', id, title } };
  }
  if (kind === 'list_reply' && title !== null) {
    const description = word(reply.description) ?? undefined;
    return { type: 'interactive', text: title, content: { kind: 'list', id, title, description } };
  }
  if (kind === 'nfm_reply') {
    // JSON within JSON; what cannot be parsed is kept as it came.
    const json = reply.response_json;
    const response = typeof json === 'string' ? embedded(json) : json;
    return {
      type: 'interactive',
      text: word(reply.body),
      content: { kind: 'flow', id: word(reply.name) ?? undefined, response },
    };
  }
  return null;
}

function order(part: Fragment): Matter | null {
  const items = list(part.product_items).filter(isFragment);
  if (items.length === 0) return null;
  return {
    type: 'order',
    text: word(part.text),
    content: {
      catalogId: word(part.catalog_id) ?? undefined,
      items: items.map((item) => ({
        productId: word(item.product_retailer_id),
        quantity: numeric(item.quantity),
        price: numeric(item.item_price),
        currency: word(item.currency),
      })),
    },
  };
}
