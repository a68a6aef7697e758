import type { Identity, InboundItem } from '../contract/index.js';
import { identitiesOf, lookupOf } from '../identity.js';
import type { Fragment } from '../loose.js';
import { fragment, word } from '../loose.js';
import type { Surroundings } from './notice.js';
import { notice, rawOf } from './notice.js';
import { timeOf } from './timestamp.js';

/** `customer_changed_number` with `new_wa_id` is what it was called before 2024. */
const changes = new Set(['user_changed_number', 'customer_changed_number', 'user_changed_user_id']);

/** A system message that says that somebody has another number or id now; null: it says something else. */
export function decodeSystem(around: Surroundings, message: Fragment): InboundItem | null {
  const system = fragment(message.system);
  const type = word(system.type);
  if (type === null || !changes.has(type)) return null;
  const userId = word(system.user_id);
  const [, before = null, after = null] =
    /changed from (\S+) to (\S+)/.exec(type === 'user_changed_user_id' ? (word(system.body) ?? '') : '') ?? [];
  const current = userId ?? (isUserId(after) ? after : null);
  // The sender is who changed; some say it by the new id already.
  const stated = [word(system.previous_user_id), word(message.from_user_id), isUserId(before) ? before : null];
  return relink(around, message, {
    key: word(message.id),
    old: [stated.find((id) => id !== null && id !== current) ?? null, word(message.from)],
    current: [current, word(system.wa_id) ?? word(system.new_wa_id)],
    at: message.timestamp,
    name: type,
  });
}

/** One of user_id_update[]: `user_id: {previous, current}`, or `previous_user_id` beside `user_id` (both were seen in 2026). */
export function decodeUserIdUpdate(around: Surroundings, item: unknown): InboundItem {
  const update = fragment(item);
  const ids = fragment(update.user_id);
  return relink(around, item, {
    key: null,
    old: [word(ids.previous) ?? word(update.previous_user_id), null],
    current: [word(ids.current) ?? word(update.user_id) ?? word(update.current_user_id), word(update.wa_id)],
    at: update.timestamp,
    name: 'user_id_update',
  });
}

const isUserId = (text: string | null): boolean => text !== null && /^[A-Za-z]{2}\.[A-Za-z0-9.]{1,128}$/.test(text);

type Known = [userId: string | null, waId: string | null];

function relink(
  around: Surroundings,
  item: unknown,
  { key, old, current, at, name }: { key: string | null; old: Known; current: Known; at: unknown; name: string },
): InboundItem {
  const [before, identities] = [known(old), known(current)];
  const asNotice = notice(name, around, item);
  const { routeKey } = around;
  // Half of it would tie nobody to anybody.
  if (routeKey === null || identities.length === 0 || before.length === 0) return asNotice;
  return {
    kind: 'relink',
    key: key ?? asNotice.key,
    routeKey,
    raw: rawOf(around, item),
    old: before,
    lookup: lookupOf(before),
    identities,
    at: timeOf(at, around.receivedAt),
  };
}

function known([userId, stated]: Known): Identity[] {
  const waId = stated?.replace(/^\+/, '') ?? '';
  const isNumber = /^\d{5,20}$/.test(waId);
  return identitiesOf([
    ['bsuid', userId],
    ['wa_id', isNumber ? waId : null],
    ['phone', isNumber ? '+' + waId : null],
  ]);
}
