import { Deliveries } from '../deliveries.js';
import { newMetaMediaId, newSid, newWamid } from '../ids.js';
import { metaInbound } from '../meta/webhook-bodies.js';
import type { Network } from '../network.js';
import type { MediaFiles } from '../state/media-files.js';
import type { Change, HandsetChannel, MessageRecord, OwedDelivery } from '../state/records.js';
import { keywordOf, replyTo } from '../twilio/opt-out.js';
import { twilioInbound } from '../twilio/webhook-bodies.js';
import { HandsetError } from './errors.js';

export interface Written {
  channel: HandsetChannel;
  text: string;
  photo: { mimeType: string; bytes: Buffer } | null;
  /** An answer below a message of the company's, by its id, instead of words. */
  tap: { messageId: string; choice: string } | null;
}

/** Somebody writes on the handset. Resolves when the carrier has kept it; the webhook follows. */
export async function write(
  network: Network,
  files: MediaFiles,
  phone: string,
  written: Written,
): Promise<MessageRecord> {
  const { channel, photo } = written;
  const tapped = written.tap && tappedIn(network, phone, channel, written.tap);
  const text = tapped?.title ?? written.text;
  const meta = channel === 'whatsapp';
  const media = photo && (await files.keep(meta ? newMetaMediaId() : newSid('ME'), photo.mimeType, photo.bytes));
  const message: MessageRecord = {
    id: meta ? newWamid(phone) : newSid(media ? 'MM' : 'SM'),
    channel,
    direction: 'inbound',
    phone,
    text,
    media: media ? [media] : [],
    links: [],
    template: null,
    ...(tapped && { tapped }),
    createdAt: Date.now(),
    status: 'received',
    errorCode: null,
    callback: null,
    ref: null,
    plan: [],
    reported: 0,
  };
  const keyword = channel === 'sms' && !media ? keywordOf(text) : null;
  const out = network.state.isOptedOut(phone);
  const changes: Change[] = [];
  if (keyword === 'STOP' && !out) changes.push({ op: 'opt-out', phone, out: true });
  if (keyword === 'START' && out) changes.push({ op: 'opt-out', phone, out: false });
  await network.send(message, webhookOf(network, message), ...changes);
  const answer = keyword && replyTo(keyword, changes.length > 0);
  if (answer) await network.accept(confirmation(message, answer), { failsWith: null, reordered: false });
  return message;
}

function tappedIn(network: Network, phone: string, channel: HandsetChannel, tap: NonNullable<Written['tap']>) {
  const asked = network.state.messagesOf(phone).find(({ id }) => id === tap.messageId);
  const choice = asked?.channel === channel ? asked.choices?.find(({ id }) => id === tap.choice) : undefined;
  if (!asked || !choice) throw new HandsetError(404, 'There is no such answer to tap.');
  const buttons = asked.choices!.length > 3 ? ('list' as const) : ('button' as const);
  return { ...choice, messageId: asked.id, of: asked.template === null ? buttons : ('template' as const) };
}

function webhookOf(network: Network, message: MessageRecord): OwedDelivery {
  const { hub, options } = network;
  const { phone, channel } = message;
  if (channel === 'whatsapp') {
    const body = metaInbound(options.carrier.whatsapp, message);
    const url = hub.publicly('/webhooks/meta/whatsapp');
    return Deliveries.owe({ signer: 'meta', kind: 'message', phone, url, body }, message.createdAt);
  }
  const signer = channel === 'sms' ? 'sms' : 'whatsappTwilio';
  const sender = options.carrier[signer];
  const mediaBase = `${options.selfUrl}/twilio/2010-04-01/Accounts/${sender.accountSid}`;
  const body = twilioInbound(sender, message, mediaBase).toString();
  const url = hub.publicly('/webhooks/twilio/messages');
  return Deliveries.owe({ signer, kind: 'message', phone, url, body }, message.createdAt);
}

/** What Twilio sends by itself, without telling the company. */
function confirmation(message: MessageRecord, text: string): MessageRecord {
  return { ...message, id: newSid('SM'), direction: 'outbound', text, status: 'queued', createdAt: Date.now() };
}
