import type { InboundItem, InboundNotice } from '../contract/index.js';
import { identitiesOf } from '../identity.js';
import { fragment, word } from '../loose.js';
import type { Surroundings } from './notice.js';
import { notice } from './notice.js';
import { timeOf } from './timestamp.js';

/** Meta's words for a setting about marketing messages. */
const actions: Record<string, 'opt_out' | 'opt_in'> = { stop: 'opt_out', resume: 'opt_in' };

interface Preference {
  waId: string | null;
  userId: string | null;
  value: string | null;
  timestamp: unknown;
}

/** One of user_preferences[] (Meta's webhook reference, read 2026-11-22): somebody stops or resumes marketing messages. */
export function decodePreference(around: Surroundings, item: unknown): InboundItem {
  const { wa_id: waId, user_id: userId, category, value, timestamp } = fragment(item);
  const stated = word(category) === 'marketing_messages' ? word(value) : null;
  const preference = { waId: word(waId), userId: word(userId), value: stated, timestamp };
  return preferenceNotice('user_preferences', around, item, preference);
}

/** The same told as a system message (`user_preference_changed`). */
export function preferenceNotice(
  name: string,
  around: Surroundings,
  item: unknown,
  { waId, userId, value, timestamp }: Preference,
): InboundItem {
  const kept = notice(name, around, item) as InboundNotice;
  const action = value !== null && Object.hasOwn(actions, value) ? actions[value] : undefined;
  const digits = waId?.replace(/^\+/, '') ?? null;
  const identities = identitiesOf([
    ['phone', digits && `+${digits}`],
    ['wa_id', digits],
    ['bsuid', userId],
  ]);
  if (!action || identities.length === 0) return kept;
  return { ...kept, consent: { identities, action, purpose: 'marketing', at: timeOf(timestamp, around.receivedAt) } };
}
