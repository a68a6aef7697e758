import type { InboundItem, InboundMessage, MediaRef, WebhookRequest } from '../contract/index.js';
import { UndecodableError } from '../contract/index.js';
import { plainFileName } from '../file-name.js';
import { identitiesOf, lookupOf } from '../identity.js';
import { numeric, present } from '../loose.js';
import type { MessageContent } from '../message-content.js';
import { embedded } from '../storable.js';
import { addressOf, withoutPrefix } from './address.js';
import type { Parameters } from './form.js';
import { rawOf, readParameters, required } from './form.js';

/** One inbound SMS, MMS or WhatsApp message (providers.md 2.1): Twilio never sends two in one request. */
export function decodeMessage(request: Pick<WebhookRequest, 'url' | 'body' | 'receivedAt'>): InboundItem[] {
  const parameters = readParameters(request);
  const get = (name: string): string | null => parameters.get(name) || null;
  const key = required(parameters, 'MessageSid');
  const routeKey = `${required(parameters, 'AccountSid')}/${required(parameters, 'To')}`;
  const from = addressOf(required(parameters, 'From'));
  const status = get('SmsStatus');
  // A status callback sent here by a wrong setting has our own number in From: it must not become a customer.
  if (status !== null && !['received', 'receiving'].includes(status)) {
    throw new UndecodableError(`a status callback (${status.slice(0, 20)}) on the address for messages`);
  }
  const raw = rawOf(parameters);
  if (get('ButtonText') === 'VOICE_CALL_REQUEST' || get('Body') === 'VOICE_CALL_REQUEST') {
    return [{ kind: 'notice', name: 'call_permission_reply', key, routeKey, raw }];
  }
  const media = mediaOf(parameters);
  const { type, ...what } = typeOf(parameters, media);
  const external = get('ExternalUserId');
  const bsuid = from.businessScoped ? from.value : external && withoutPrefix(external);
  const phone = from.businessScoped ? null : from.value;
  const waId = from.kind === 'whatsapp' ? (get('WaId') ?? (phone && phone.replace(/^\+/, ''))) : null;
  const identities = identitiesOf([
    ['bsuid', bsuid],
    ['phone', phone],
    ['wa_id', waId],
  ]);
  const content: MessageContent = { ...what.content, ...circumstances(parameters) };
  const text = what.text === undefined ? get('Body') : what.text;
  return [
    {
      kind: 'message',
      key,
      routeKey,
      raw,
      identities,
      lookup: lookupOf(identities),
      name: get('ProfileName')?.trim() || null,
      replyTo: from.value,
      providerMessageId: key,
      type,
      // A plain message keeps its empty text, an attachment without a caption has none.
      text: text ?? (type === 'text' ? '' : null),
      content: present({ ...content }),
      media,
      sentAt: request.receivedAt,
    },
  ];
}

/** At most ten today; NumMedia is not believed, so that a photo it forgets is not lost. */
const mostMedia = 20;

function mediaOf(parameters: Parameters): MediaRef[] {
  const media: MediaRef[] = [];
  for (let i = 0; i < mostMedia; i++) {
    const url = parameters.get(`MediaUrl${i}`);
    if (url) media.push({ mimeType: parameters.get(`MediaContentType${i}`) || null, fileName: null, ref: { url } });
  }
  const body = parameters.get('Body') ?? '';
  // A document without a caption brings its file's name as Body.
  if (parameters.get('MessageType') === 'document' && media[0] && isFileName(body))
    media[0].fileName = plainFileName(body);
  return media;
}

const isFileName = (text: string): boolean => /^[^\\/\r\n]{1,200}\.[A-Za-z0-9]{1,8}$/.test(text);

interface What {
  type: InboundMessage['type'];
  /** Left out: the Body. */
  text?: string | null;
  content?: MessageContent;
}

function typeOf(parameters: Parameters, media: readonly MediaRef[]): What {
  const get = (name: string): string | null => parameters.get(name) || null;
  const stated = get('MessageType')?.toLowerCase() ?? null;
  switch (stated ?? guessedType(parameters, media)) {
    case 'text':
      // MMS and the older WhatsApp captures state no type or the wrong one: what is attached counts.
      return { type: media.length > 0 ? mediaType(media) : 'text' };
    case 'image':
      return { type: 'image' };
    case 'audio':
      return { type: 'audio' };
    case 'video':
      return { type: 'video' };
    case 'sticker':
      return { type: 'sticker' };
    case 'document':
      return media[0]?.fileName ? { type: 'document', text: null } : { type: 'document' };
    case 'contacts':
      return { type: 'contacts' };
    case 'location':
      return locationOf(parameters);
    case 'interactive':
    case 'button':
      return interactiveOf(parameters);
    default:
      return { type: 'unsupported', content: { unsupported: { type: stated, code: null, reason: null } } };
  }
}

function guessedType(parameters: Parameters, media: readonly MediaRef[]): string {
  if (parameters.get('Latitude') && parameters.get('Longitude')) return 'location';
  if (parameters.get('ButtonText') || parameters.get('ButtonPayload')) return 'button';
  return media.length > 0 ? mediaType(media) : 'text';
}

function mediaType(media: readonly MediaRef[]): 'image' | 'audio' | 'video' | 'contacts' | 'document' {
  const mimeType = media[0]?.mimeType?.toLowerCase() ?? '';
  const [kind] = mimeType.split('/');
  if (kind === 'image' || kind === 'audio' || kind === 'video') return kind;
  return /^text\/(x-)?vcard/.test(mimeType) ? 'contacts' : 'document';
}

function locationOf(parameters: Parameters): What {
  const latitude = numeric(parameters.get('Latitude'));
  const longitude = numeric(parameters.get('Longitude'));
  if (latitude === null || longitude === null) {
    const reason = 'a location without coordinates';
    return { type: 'unsupported', content: { unsupported: { type: 'location', code: null, reason } } };
  }
  const name = parameters.get('Label') || undefined;
  const address = parameters.get('Address') || undefined;
  return { type: 'location', content: { latitude, longitude, name, address } };
}

/**
 * List rows: the names of their parameters are not documented, ListId and ListTitle were seen; all else stays in raw.
 */
function interactiveOf(parameters: Parameters): What {
  const get = (name: string): string | undefined => parameters.get(name) || undefined;
  const flow = get('FlowData') ?? get('InteractiveData');
  if (flow !== undefined && !get('ButtonText') && !get('ListTitle')) {
    return { type: 'interactive', content: { kind: 'flow', response: embedded(flow) } };
  }
  const listed = get('ListTitle') ?? get('ListId');
  const title = get('ButtonText') ?? get('ListTitle') ?? get('Body');
  const id = get('ButtonPayload') ?? get('ListId');
  const content: MessageContent = { kind: listed ? 'list' : 'button', id, title, description: get('ListDescription') };
  return { type: 'interactive', text: title ?? null, content };
}

/** What any message may have beside its own matter. */
function circumstances(parameters: Parameters): MessageContent {
  const get = (name: string): string | null => parameters.get(name) || null;
  const messageId = get('OriginalRepliedMessageSid');
  const from = get('OriginalRepliedMessageSender');
  const referral = [...parameters].filter(([name, value]) => /^Referral[A-Z]/.test(name) && value !== '');
  // ReferralNumMedia is always there, even as 0.
  const referred = referral.some(([name]) => name !== 'ReferralNumMedia');
  return {
    context: messageId === null ? undefined : { messageId, from: from && withoutPrefix(from) },
    forwarded: get('Forwarded') === 'true' || undefined,
    frequentlyForwarded: get('FrequentlyForwarded') === 'true' || undefined,
    referral: referred ? Object.fromEntries(referral.map(([name, value]) => [referralKey(name), value])) : undefined,
    optOut: get('OptOutType') ?? undefined,
  };
}

/** ReferralSourceUrl is Meta's `source_url`. */
function referralKey(name: string): string {
  return name
    .slice('Referral'.length)
    .replace(/(?!^)[A-Z]/g, (letter) => '_' + letter)
    .toLowerCase();
}
