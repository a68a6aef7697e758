import type { ChannelAccount, Probe, Quality } from '../contract/index.js';
import { fragment, word } from '../loose.js';
import { probeFailure } from '../probe-failure.js';
import { callProvider } from '../provider-call.js';
import { errorOf, failureClass } from './errors.js';
import type { MetaWire } from './send.js';

/** Words for numbers that cannot send at all (WhatsAppPhoneNumberStatus and the connection status, Graph API v23). */
const suspended: Record<string, string> = {
  BANNED: 'Meta has banned the number',
  DELETED: 'the number was deleted at Meta',
  MIGRATED: 'the number was moved to another WhatsApp Business Account',
  UNLINKED: 'the number is no longer linked to the WhatsApp Business Account',
  DISCONNECTED: 'the number is not registered for the Cloud API',
};

/**
 * A number that has reached its messaging limit may send no notifications (templates) until the limit's window ends,
 * and may still answer; a flagged one (quality is low) may send. Meta's help on number statuses, read 2026-11-22.
 */
const restricted: Record<string, string> = {
  RESTRICTED: 'Meta lets the number answer, and not start conversations, until its messaging limit is reset',
  RATE_LIMITED: 'Meta has limited the number: it may answer, and not start conversations',
};

export async function probe(wire: MetaWire, account: ChannelAccount): Promise<Probe> {
  const { phoneNumberId } = account.settings;
  const { accessToken } = account.secrets;
  if (!phoneNumberId || !accessToken) return { outcome: 'refused', reason: 'no phone number id or token' };
  const answer = await callProvider(
    wire.fetch,
    `${wire.graphUrl}/${wire.apiVersion}/${encodeURIComponent(phoneNumberId)}?fields=quality_rating,status`,
    { method: 'GET', headers: { Authorization: `Bearer ${accessToken}`, Accept: 'application/json' } },
    wire.timeoutMs,
  );
  const body = fragment(answer.kind === 'answered' ? answer.json : undefined);
  if (answer.kind !== 'answered' || answer.status < 200 || answer.status >= 300) {
    const { providerCode, message } = errorOf(body.error);
    return probeFailure(answer, failureClass(providerCode), message);
  }
  if (word(body.id) === null) return { outcome: 'no_answer', reason: 'the answer names no number' };
  const status = word(body.status)?.toUpperCase() ?? '';
  const quality = qualityOf(body.quality_rating);
  if (Object.hasOwn(suspended, status)) return { outcome: 'suspended', reason: suspended[status]! };
  if (Object.hasOwn(restricted, status)) return { outcome: 'restricted', quality, reason: restricted[status]! };
  return { outcome: 'fine', quality: status === 'FLAGGED' ? 'red' : quality };
}

/** GREEN, YELLOW, RED; UNKNOWN or NA for a number that has not sent enough. */
function qualityOf(value: unknown): Quality | null {
  const rating = word(value)?.toLowerCase();
  return rating === 'green' || rating === 'yellow' || rating === 'red' ? rating : null;
}
