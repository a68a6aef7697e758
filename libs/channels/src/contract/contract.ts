import type { ChannelKind, ConsentAction, IdentityKind, MessageStatus, MessageType } from '#libs/contracts';
import type { Probe, SenderNews } from './health.js';
import type { TemplateNews, TemplateSource } from './template.js';
import type { Listing } from './listing.js';

/** A configured sender with what its provider needs to be spoken to; secrets are in the clear here and only here. */
export interface ChannelAccount {
  channelId: string;
  kind: ChannelKind;
  /** E.164 of the sender. */
  address: string;
  /** Public settings, such as an account id or a phone number id. */
  settings: Readonly<Record<string, string>>;
  /** Tokens and keys. Never logged. */
  secrets: Readonly<Record<string, string>>;
}

/** A webhook as it came in: raw bytes, because signatures cover bytes and not what a parser made of them. */
export interface WebhookRequest {
  method: string;
  /** PUBLIC_URL plus path and query exactly as requested: what the provider signed. */
  url: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Buffer;
  receivedAt: Date;
}

export interface WebhookReply {
  status: number;
  contentType: string;
  body: string;
}

/** An address someone is known by. `bsuid`: Meta's business-scoped user id, unique within one business portfolio. */
export interface Identity {
  kind: IdentityKind;
  value: string;
}

export interface ProviderError {
  /** Ours, stable, to decide by. */
  code: ErrorCode;
  /** The provider's own code, as it came. */
  providerCode: string | null;
  message: string;
  /** The refusal says that the customer has opted out, of everything by this sender or of marketing alone. */
  optOut?: 'all' | 'marketing';
  /** With `rate_limited`: too much for the whole sender where it is not said, or only for this recipient. */
  limited?: 'pair';
}

/** What a failed send means, whatever the provider: each provider maps its codes to these as data. */
export type ErrorCode =
  | 'recipient_unreachable' // not on this channel: another channel may work
  | 'opted_out' // the customer asked for no more messages
  | 'window_closed' // only a template may be sent now
  | 'template_unavailable'
  | 'content_invalid'
  | 'unauthorized' // our credentials: the channel is unhealthy
  | 'misconfigured'
  | 'policy_stop' // the provider or carrier will not carry this message
  | 'rate_limited'
  | 'provider_unavailable'
  | 'unknown';

/** Where the file behind an attachment is; opaque to everyone but the provider that made it. */
export interface MediaRef {
  mimeType: string | null;
  fileName: string | null;
  ref: Readonly<Record<string, string>>;
}

interface InboundCommon {
  /** Unique per provider for ever: the same key again is the same event. */
  key: string;
  /** Finds the channel: the provider's name for the sender this came to. Null where it concerns no single one. */
  routeKey: string | null;
  /** The part of the body this item came from, kept in the journal. */
  raw: unknown;
}

export interface InboundMessage extends InboundCommon {
  kind: 'message';
  routeKey: string;
  /** As received, strongest first; a row each. Never empty. */
  identities: readonly Identity[];
  /** Other spellings of the same line, for look-up only (Brazil, Mexico, Argentina); never stored. */
  lookup: readonly Identity[];
  name: string | null;
  /** The address to answer to. */
  replyTo: string;
  providerMessageId: string;
  type: MessageType;
  text: string | null;
  content: Record<string, unknown> | null;
  media: readonly MediaRef[];
  /** The provider's time where it gives one, else the time of receipt. */
  sentAt: Date;
}

export interface InboundStatus extends InboundCommon {
  kind: 'status';
  providerMessageId: string;
  /** Our own reference of the send, where the provider returns it. */
  ref: string | null;
  status: Exclude<MessageStatus, 'received'>;
  at: Date;
  error: ProviderError | null;
}

/** Understood, and no message or receipt: kept in the journal. */
export interface InboundNotice extends InboundCommon {
  kind: 'notice';
  name: string;
  /** What somebody has told the provider about being written to, without writing to us. */
  consent?: {
    identities: readonly Identity[];
    action: ConsentAction;
    purpose: 'all' | 'marketing';
    at: Date;
  };
  /** What it says of a template, where it does. */
  template?: TemplateNews;
  /** What it says about a sender of ours. */
  news?: SenderNews;
}

/** The provider's word that a person is known by other addresses from now on. */
export interface InboundRelink extends InboundCommon {
  kind: 'relink';
  routeKey: string;
  /** Never empty. */
  old: readonly Identity[];
  /** Other spellings of the old ones, for look-up only. */
  lookup: readonly Identity[];
  /** What they are known by now; never empty. */
  identities: readonly Identity[];
  at: Date;
}

export type InboundItem = InboundMessage | InboundStatus | InboundNotice | InboundRelink;

/** A signed body that makes no sense: quarantined with this reason, answered 200. */
export class UndecodableError extends Error {
  override name = 'UndecodableError';
}

/** One inbound messaging webhook of a provider, below `/webhooks/<provider>/`. */
export interface MessagingWebhook {
  path: string;
  /** Pure, so that a body from the journal can be decoded again after a fix. Throws UndecodableError. */
  decode(request: Pick<WebhookRequest, 'url' | 'body' | 'receivedAt'>): InboundItem[];
  /** What to answer when everything is durable. */
  reply: WebhookReply;
}

export interface OutgoingMessage {
  /** Our reference: comes back in status callbacks where the provider can carry one. */
  ref: string;
  /** As stored on the thread: E.164, WhatsApp id or business-scoped id. */
  to: string;
  body: { type: 'text'; text: string } | TemplateBody | FileBody | ChoiceBody;
  /** The file of a `FileBody`; absent with the others. */
  file?: OutgoingFile;
  /** Base of the status callback address, for providers that take one per message. */
  publicUrl: string;
}

/**
 * A question with answers to tap. What is tapped comes back as a message of type `interactive` whose content has the
 * choice's id. Only where the channel has `choices`.
 */
export interface ChoiceBody {
  type: 'choice';
  text: string;
  choices: readonly Choice[];
  /** What opens the list, where there are more choices than fit below the question. */
  open: string;
}

export interface Choice {
  id: string;
  title: string;
}

/** One file with the words below it. */
export interface FileBody {
  type: 'file';
  kind: FileKind;
  attachmentId: string;
  mimeType: string;
  fileName: string | null;
  caption: string | null;
}

export type FileKind = 'image' | 'document' | 'audio' | 'video';

/** By either way a provider takes files: their bytes, or an address to fetch them from. */
export interface OutgoingFile {
  /** Null where it is there no more. */
  read(): Promise<Buffer | null>;
  /** Open to who knows it, for some hours, for this file alone. */
  link: string;
}

export interface TemplateBody {
  type: 'template';
  template: MessageTemplate;
  /** In the order in which the text first names its variables. */
  parameters: readonly string[];
  /** What comes back when a quick reply is tapped, one for each in order; absent: the reply's own text. */
  payloads?: readonly string[];
}

/** An approved template as the provider knows it; `text` with {{1}} or {{first_name}} is what the customer will read. */
export interface MessageTemplate {
  name: string;
  language: string;
  text: string;
  /** The provider's own id, where it addresses templates by one. */
  providerId: string | null;
}

/**
 * accepted: the provider has it. rejected: it never will. retry: known not to have happened, may be tried again.
 * unknown: a byte may have left and no answer came; never blindly sent again.
 */
export type SendOutcome =
  | { outcome: 'accepted'; providerMessageId: string; status: Exclude<MessageStatus, 'received'> }
  | { outcome: 'rejected' | 'retry' | 'unknown'; error: ProviderError };

/** Capabilities are data: code outside a provider's folder asks these and never a provider's name. */
export interface Capabilities {
  maxTextLength: number;
  /** Hours after the customer's last message in which free-form replies are allowed; null where there is no window. */
  replyWindowHours: number | null;
  /** Whether an unsolicited first message must be an approved template. */
  needsTemplate: boolean;
  /**
   * Keywords that the provider or carrier acts on and answers by itself, in capitals; empty where nobody but the hub does.
   * The channel's public setting `optOutReplies` (`provider` or `hub`) overrules it.
   */
  answersKeywords: readonly string[];
  /** The files it carries; empty where it carries none. */
  files: readonly CarriedFiles[];
  /** Questions with answers to tap; null where it has none. */
  choices: CarriedChoices | null;
  pace: Pace;
}

export interface CarriedChoices {
  most: number;
  maxTitle: number;
  maxText: number;
}

export interface CarriedFiles {
  kind: FileKind;
  mimeTypes: readonly string[];
  maxBytes: number;
  /** The longest text that goes with the file; 0 where none does. */
  maxCaption: number;
}

/** How quickly a sender may send, as the provider documents it. */
export interface Pace {
  /** For the whole sender; the channel's setting `sendsPerSecond` goes before it. */
  perSecond: number;
  /** To one recipient: one per `seconds` in the long run, `burst` at once; null where there is no such limit. */
  pair: { seconds: number; burst: number } | null;
}

/** What a caller did or what became of a call, in one provider's voice webhook. */
export interface VoiceEvent {
  providerCallId: string;
  routeKey: string;
  /** E.164, or null where the caller withholds it. */
  from: string | null;
  to: string;
  digits: string | null;
  speech: string | null;
  queue: { position: number | null; averageWaitSeconds: number | null } | null;
  /** How a stay in the queue ended. */
  queueResult: 'bridged' | 'hangup' | 'left' | 'error' | null;
  /** Whether the leg is over. */
  ended: boolean;
}

/** What a phone menu says and asks, whatever the provider. */
export type VoiceVerb =
  | { verb: 'say'; text: string }
  | { verb: 'pause'; seconds: number }
  | {
      verb: 'gather';
      /** Webhook path below `/webhooks/<provider>/` that receives what was pressed or said. */
      action: string;
      seconds: number;
      speech: boolean;
      hints?: readonly string[];
      say: string;
    }
  | { verb: 'redirect'; action: string }
  | { verb: 'enqueue'; queue: string; wait: string; done: string }
  | { verb: 'hangup' };

export interface VoiceDialect {
  parse(request: Pick<WebhookRequest, 'url' | 'body' | 'receivedAt'>): VoiceEvent;
  /** `baseUrl`: PUBLIC_URL plus `/webhooks/<provider>`. */
  render(verbs: readonly VoiceVerb[], baseUrl: string, language: string): WebhookReply;
  /** Said when nothing else can be: static, needs no database, ends in the queue. */
  acknowledge: WebhookReply;
}

/** An HTTP answer whose body has not been read yet. */
export interface MediaDownload {
  mimeType: string | null;
  stream: AsyncIterable<Uint8Array>;
}

/** Everything the hub knows of a provider. A provider is one folder that exports one of these. */
export interface Provider {
  readonly name: string;
  readonly capabilities: Partial<Record<ChannelKind, Capabilities>>;
  readonly webhooks: readonly MessagingWebhook[];
  readonly voice?: VoiceDialect;
  readonly listing?: Listing;
  /** The name under which inbound events will find this sender. */
  routeKey(account: Pick<ChannelAccount, 'kind' | 'address' | 'settings'>): string;
  /** The business portfolio the sender belongs to: within one, a business-scoped id is one person. */
  portfolio(account: Pick<ChannelAccount, 'settings'>): string;
  /** The accounts whose secret signed this request; empty: refuse it. Constant time, over the raw bytes. */
  verify(request: WebhookRequest, accounts: readonly ChannelAccount[]): ChannelAccount[];
  /** A subscription handshake by GET; null: not one, or a wrong token. */
  handshake?(query: URLSearchParams, accounts: readonly ChannelAccount[]): WebhookReply | null;
  send(account: ChannelAccount, message: OutgoingMessage): Promise<SendOutcome>;
  /** Where its templates come from; absent where it has none. */
  readonly templates?: TemplateSource;
  /** Asks whether the account still works, without a consequence for anybody; answered within seconds. */
  probe(account: ChannelAccount): Promise<Probe>;
  /** Throws MediaError. Only from the provider's own hosts; every redirect is checked again. */
  fetchMedia(account: ChannelAccount, ref: MediaRef['ref']): Promise<MediaDownload>;
}

export class MediaError extends Error {
  override name = 'MediaError';
  constructor(
    message: string,
    /** Worth trying again later. */
    readonly retriable: boolean,
  ) {
    super(message);
  }
}
