import type { InboundItem, InboundStatus } from '../contract/index.js';
import { fragment, list, word } from '../loose.js';
import type { Surroundings } from './notice.js';
import { notice, rawOf } from './notice.js';
import { errorOf } from './errors.js';
import { timeOf } from './timestamp.js';

/** `played` is a voice message heard, which is more than read; there is nothing above read here. */
const statuses: Record<string, InboundStatus['status']> = {
  accepted: 'accepted',
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  played: 'read',
  failed: 'failed',
};

/**
 * One of statuses[] (providers.md 3.4). Calls and payments report in the same list and are none of a message's
 * business.
 */
export function decodeStatus(around: Surroundings, item: unknown): InboundItem {
  const { id, status: statusWord, timestamp, type, errors, biz_opaque_callback_data: ref } = fragment(item);
  const providerMessageId = word(id);
  const stated = word(statusWord);
  if (providerMessageId === null || stated === null) return notice('malformed', around, item);
  const kind = word(type);
  if (kind !== null && kind !== 'message') return notice(`status.${kind}`, around, item);
  const status = Object.hasOwn(statuses, stated) ? statuses[stated] : undefined;
  if (status === undefined) return notice(`status.${stated}`, around, item);
  return {
    kind: 'status',
    key: `${providerMessageId}/${stated}`,
    routeKey: around.routeKey,
    raw: rawOf(around, item),
    providerMessageId,
    ref: word(ref),
    status,
    at: timeOf(timestamp, around.receivedAt),
    error: status === 'failed' ? errorOf(list(errors)[0]) : null,
  };
}
