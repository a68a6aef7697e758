import type { OutgoingMessage } from '#libs/channels';
import { type MessagingKind, smsSegments } from '#libs/contracts';

/** What a send is billed as: a text message by its segments, everything else as one. */
export function billedUnits(channel: MessagingKind, body: OutgoingMessage['body']): number {
  return channel === 'sms' && body.type === 'text' ? Math.max(1, smsSegments(body.text).segments) : 1;
}
