import { countryOf, profileNameOf, sidFor } from '../ids.js';
import type { TwilioSender } from '../options.js';
import type { MessageRecord, PlannedStatus } from '../state/records.js';
import { segmentsOf } from './segments.js';

/** Parameters of an inbound SMS, MMS or WhatsApp message. `mediaBase`: where the account's messages are found. */
export function twilioInbound(sender: TwilioSender, message: MessageRecord, mediaBase: string): URLSearchParams {
  const params = new URLSearchParams({
    SmsMessageSid: message.id,
    NumMedia: String(message.media.length),
    SmsSid: message.id,
    SmsStatus: 'received',
    Body: message.text,
    To: sender.number,
    NumSegments: String(segmentsOf(message.text)),
    MessageSid: message.id,
    AccountSid: sender.accountSid,
    From: addressOf(message),
    ApiVersion: '2010-04-01',
  });
  for (const [key, value] of Object.entries(message.channel === 'sms' ? places(message, sender) : person(message))) {
    params.set(key, value);
  }
  message.media.forEach((media, index) => {
    params.set(`MediaContentType${index}`, media.mimeType);
    params.set(`MediaUrl${index}`, `${mediaBase}/Messages/${message.id}/Media/${media.id}`);
  });
  params.sort();
  return params;
}

/** Parameters of a status callback. */
export function twilioStatus(sender: TwilioSender, message: MessageRecord, step: PlannedStatus): URLSearchParams {
  const params = new URLSearchParams({
    ApiVersion: '2010-04-01',
    SmsSid: message.id,
    SmsStatus: step.status,
    MessageStatus: step.status,
    To: addressOf(message),
    From: sender.number,
    MessageSid: message.id,
    AccountSid: sender.accountSid,
  });
  if (step.errorCode !== undefined) params.set('ErrorCode', String(step.errorCode));
  if (message.channel === 'sms') {
    if (step.status === 'delivered') params.set('RawDlrDoneDate', receiptTime(step.at));
    return params;
  }
  params.set('ChannelPrefix', 'whatsapp');
  params.set('ChannelInstallSid', sidFor('XE', sender.number));
  // Masked on the wire; nobody may take it for a number.
  params.set('ChannelToAddress', `${message.phone.slice(0, -4)}XXXX`);
  params.set('StructuredMessage', String(message.template !== null));
  if (step.status === 'read' || step.status === 'delivered') params.set('EventType', step.status.toUpperCase());
  return params;
}

/** The handset as Twilio writes it on this channel. */
export function addressOf({ channel, phone }: Pick<MessageRecord, 'channel' | 'phone'>): string {
  return channel === 'whatsapp_twilio' ? `whatsapp:${phone}` : phone;
}

/** Present and mostly empty for numbers outside North America. */
function places(message: MessageRecord, sender: TwilioSender): Record<string, string> {
  const empty = { City: '', State: '', Zip: '' };
  const from = { ...empty, Country: countryOf(message.phone) };
  const to = { ...empty, Country: countryOf(sender.number) };
  return Object.fromEntries([
    ...Object.entries(from).map(([key, value]) => [`From${key}`, value]),
    ...Object.entries(to).map(([key, value]) => [`To${key}`, value]),
  ]) as Record<string, string>;
}

function person(message: MessageRecord): Record<string, string> {
  const ProfileName = profileNameOf(message.phone);
  const WaId = message.phone.slice(1);
  return {
    ProfileName,
    WaId,
    MessageType: message.media.length > 0 ? 'image' : 'text',
    ReferralNumMedia: '0',
    ChannelMetadata: JSON.stringify({ type: 'whatsapp', data: { context: { ProfileName, WaId } } }),
  };
}

/** YYMMDDhhmm, without a zone. */
function receiptTime(at: number): string {
  return new Date(at).toISOString().replace(/\D/g, '').slice(2, 12);
}
