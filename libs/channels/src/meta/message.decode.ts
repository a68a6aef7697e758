import type { Identity, InboundItem } from '../contract/index.js';
import { identitiesOf, lookupOf } from '../identity.js';
import type { Fragment } from '../loose.js';
import { fragment, isFragment, present, word } from '../loose.js';
import type { MessageContent } from '../message-content.js';
import type { Surroundings } from './notice.js';
import { notice, rawOf } from './notice.js';
import { decodeSystem } from './relink.decode.js';
import type { Matter } from './matter.js';
import { matterOf } from './matter.js';
import { preferenceNotice } from './preference.decode.js';
import { timeOf } from './timestamp.js';

/** One of messages[] (providers.md 3.3). Never throws: a neighbour in the batch may be fine. */
export function decodeMessage(around: Surroundings, item: unknown, position: number): InboundItem {
  const message = fragment(item);
  const key = word(message.id);
  const { routeKey } = around;
  if (message.type === 'system') {
    const changed = decodeSystem(around, message);
    if (changed) return changed;
  }
  const contact = contactOf(around.contacts, message, position);
  const identities = identitiesIn(message, contact);
  if (key === null || routeKey === null || identities.length === 0) return notice('malformed', around, item);
  const system = fragment(message.system);
  if (message.type === 'system' && system.type === 'user_preference_changed') {
    const from = identities.find(({ kind }) => kind === 'wa_id')?.value ?? null;
    const userId = identities.find(({ kind }) => kind === 'bsuid')?.value ?? null;
    const preference = { waId: from, userId, value: word(system.marketing), timestamp: message.timestamp };
    return preferenceNotice('user_preference_changed', around, item, preference);
  }
  const name = noticeName(message);
  if (name !== null) return notice(name, around, item);
  const { type, text, content, media }: Matter = matterOf(message);
  const profile = fragment(contact.profile);
  const whole: MessageContent = {
    ...content,
    ...circumstances(message),
    username: word(profile.username) ?? undefined,
  };
  return {
    kind: 'message',
    key,
    routeKey,
    raw: rawOf(around, item),
    identities,
    lookup: lookupOf(identities),
    name: word(profile.name)?.trim() || null,
    replyTo: replyTo(identities),
    providerMessageId: key,
    type,
    text,
    content: present({ ...whole }),
    media: media ?? [],
    sentAt: timeOf(message.timestamp, around.receivedAt),
  };
}

/** What comes as a message and is none: number changes, answers about calls, groups, the first opening of a chat. */
function noticeName(message: Fragment): string | null {
  if (word(message.group_id) !== null) return 'group_message';
  if (message.type === 'system') return word(fragment(message.system).type) ?? 'system';
  if (message.type === 'request_welcome') return 'request_welcome';
  const reply = fragment(message.interactive).type;
  return message.type === 'interactive' && reply === 'call_permission_reply' ? reply : null;
}

/** By id where both name one, else by place; contacts can be missing or fewer than messages. */
function contactOf(contacts: readonly unknown[], message: Fragment, position: number): Fragment {
  const from = word(message.from);
  const userId = word(message.from_user_id);
  const known = contacts.map(fragment);
  const same = (contact: Fragment): boolean =>
    (from !== null && word(contact.wa_id) === from) || (userId !== null && word(contact.user_id) === userId);
  // By place only where the two cannot be compared: a contact with another id is another person.
  const comparable = (contact: Fragment): boolean =>
    (from !== null && word(contact.wa_id) !== null) || (userId !== null && word(contact.user_id) !== null);
  const atPlace = known[position];
  return known.find(same) ?? (atPlace && !comparable(atPlace) ? atPlace : {});
}

/** Since 2026 the number may be absent and the business-scoped id the only one (providers.md 3.7). */
function identitiesIn(message: Fragment, contact: Fragment): Identity[] {
  const stated = word(message.from) ?? word(contact.wa_id);
  const digits = stated?.replace(/^\+/, '') ?? null;
  const waId = digits !== null && /^\d{5,20}$/.test(digits) ? digits : null;
  return identitiesOf([
    ['bsuid', word(message.from_user_id) ?? word(contact.user_id)],
    ['wa_id', waId],
    ['phone', waId === null ? null : '+' + waId],
  ]);
}

/** The number where there is one: templates for authentication refuse business-scoped ids (131062). */
function replyTo(identities: readonly Identity[]): string {
  const by = (kind: Identity['kind']): string | undefined =>
    identities.find((identity) => identity.kind === kind)?.value;
  return by('phone') ?? by('bsuid') ?? '';
}

/** What any message may have beside its own matter. */
function circumstances(message: Fragment): MessageContent {
  const context = fragment(message.context);
  const messageId = word(context.id);
  const product = context.referred_product;
  const referral = isFragment(message.referral) ? flat(message.referral) : null;
  return {
    context: messageId === null ? undefined : { messageId, from: word(context.from) },
    forwarded: context.forwarded === true || context.frequently_forwarded === true || undefined,
    frequentlyForwarded: context.frequently_forwarded === true || undefined,
    product: isFragment(product)
      ? { catalogId: word(product.catalog_id), productId: word(product.product_retailer_id) }
      : undefined,
    referral: referral ?? undefined,
  };
}

/** The plain words of an object; nested ones (`welcome_message.text`) by their own name in front. */
function flat(value: Fragment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]): [string, string][] => {
      if (isFragment(part)) return Object.entries(flat(part)).map(([inner, text]) => [`${key}_${inner}`, text]);
      const text = word(part);
      return text === null ? [] : [[key, text]];
    }),
  );
}
