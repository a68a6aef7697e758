import type { InboundStatus } from '../contract/index.js';

/**
 * Twilio's message states as ours. Its `queued` and `scheduled` mean that Twilio has the message, which is `accepted`
 * here; some of a group MMS having arrived is not yet proof for the one person we write to.
 */
const statuses: Record<string, InboundStatus['status']> = {
  accepted: 'accepted',
  scheduled: 'accepted',
  queued: 'accepted',
  sending: 'sending',
  sent: 'sent',
  partially_delivered: 'sent',
  delivered: 'delivered',
  read: 'read',
  failed: 'failed',
  undelivered: 'failed',
  canceled: 'failed',
};

/** Null where we do not know the word. */
export function statusOf(word: string): InboundStatus['status'] | null {
  return Object.hasOwn(statuses, word) ? (statuses[word] ?? null) : null;
}
