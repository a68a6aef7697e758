import type { InboundItem, WebhookRequest } from '../contract/index.js';
import { UndecodableError } from '../contract/index.js';
import type { Fragment } from '../loose.js';
import { fragment, isFragment, list, word } from '../loose.js';
import { storable } from '../storable.js';
import { decodeMessage } from './message.decode.js';
import type { Surroundings } from './notice.js';
import { notice } from './notice.js';
import { decodePreference } from './preference.decode.js';
import { decodeUserIdUpdate } from './relink.decode.js';
import { decodeStatus } from './status.decode.js';
import { decodeTemplate } from './template.decode.js';

/**
 * Everything in one POST (providers.md 3.2): several entries, changes, messages and statuses, in no order. What is odd
 * in one of them stays with that one.
 */
export function decodeEnvelope(request: Pick<WebhookRequest, 'body' | 'receivedAt'>): InboundItem[] {
  const envelope = readEnvelope(request.body);
  return list(envelope.entry).flatMap((entry) => {
    const { id, time, changes } = fragment(entry);
    return list(changes).flatMap((change) => {
      const { field, value } = fragment(change);
      const { metadata, contacts } = fragment(value);
      const around: Surroundings = {
        field: word(field) ?? 'unknown',
        wabaId: word(id),
        time: word(time),
        routeKey: word(fragment(metadata).phone_number_id),
        metadata: metadata ?? null,
        contacts: list(contacts),
        receivedAt: request.receivedAt,
      };
      return decodeChange(around, fragment(value), value ?? null);
    });
  });
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function readEnvelope(body: Buffer): Fragment {
  let envelope: unknown;
  try {
    envelope = JSON.parse(utf8.decode(body));
  } catch (error) {
    throw new UndecodableError(error instanceof SyntaxError ? 'body is not JSON' : 'body is not UTF-8');
  }
  if (!isFragment(envelope)) throw new UndecodableError('body is not an object');
  if (envelope.object !== 'whatsapp_business_account') {
    throw new UndecodableError(`object is ${JSON.stringify(envelope.object ?? null)?.slice(0, 60)}, not WhatsApp`);
  }
  if (!Array.isArray(envelope.entry)) throw new UndecodableError('no entry list');
  if (envelope.entry.length === 0) throw new UndecodableError('empty entry list');
  return storable(envelope);
}

function decodeChange(around: Surroundings, value: Fragment, whole: unknown): InboundItem[] {
  if (around.field === 'user_id_update') {
    const updates = list(value.user_id_update).map((item) => decodeUserIdUpdate(around, item));
    if (updates.length > 0) return updates;
  }
  if (around.field === 'user_preferences' && list(value.user_preferences).length > 0) {
    return list(value.user_preferences).map((preference) => decodePreference(around, preference));
  }
  if (around.field !== 'messages') return [decodeTemplate(around, value, whole) ?? notice(around.field, around, whole)];
  const items = [
    ...list(value.messages).map((message, position) => decodeMessage(around, message, position)),
    ...list(value.statuses).map((status) => decodeStatus(around, status)),
    ...list(value.errors).map((error) => notice('errors', around, error)),
  ];
  return items.length > 0 ? items : [notice('messages', around, whole)];
}
