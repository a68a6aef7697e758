import type { TwilioSender } from '../options.js';
import type { MessageRecord } from '../state/records.js';
import { segmentsOf } from './segments.js';
import { addressOf } from './webhook-bodies.js';

/** Twilio's Message resource. */
export function messageResource(sender: TwilioSender, message: MessageRecord): object {
  const uri = `/2010-04-01/Accounts/${sender.accountSid}/Messages/${message.id}`;
  const inbound = message.direction === 'inbound';
  const handset = addressOf(message);
  const sent = inbound || message.status !== 'queued';
  return {
    account_sid: sender.accountSid,
    api_version: '2010-04-01',
    body: message.text,
    date_created: twilioDate(message.createdAt),
    date_sent: sent ? twilioDate(message.createdAt) : null,
    date_updated: twilioDate(message.createdAt),
    direction: inbound ? 'inbound' : 'outbound-api',
    error_code: message.errorCode,
    error_message: null,
    from: inbound ? handset : sender.number,
    messaging_service_sid: null,
    num_media: String(message.media.length + message.links.length),
    num_segments: String(segmentsOf(message.text)),
    price: null,
    price_unit: 'USD',
    sid: message.id,
    // Only a business that marks a WhatsApp message read would change this; Twilio's resource does not show it.
    status: inbound ? 'received' : message.status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: inbound ? sender.number : handset,
    uri: `${uri}.json`,
  };
}

/** RFC 2822 with a numeric zone: `Sun, 22 Nov 2026 10:15:00 +0000`. */
export function twilioDate(at: number): string {
  return new Date(at).toUTCString().replace('GMT', '+0000');
}
