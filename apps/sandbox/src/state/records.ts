export type HandsetChannel = 'whatsapp' | 'sms' | 'whatsapp_twilio';

/** inbound: from the handset to the company, as the company sees it; outbound: the other way. */
export type Direction = 'inbound' | 'outbound';

export type MessageStatus = 'received' | 'queued' | 'sent' | 'delivered' | 'read' | 'failed' | 'undelivered';

export interface MediaRecord {
  /** Twilio's ME… sid or Meta's numeric media id; also the file's name under media/. */
  id: string;
  mimeType: string;
  bytes: number;
  /** Hexadecimal. */
  sha256: string;
}

/** What will become of an outbound message, decided when it is accepted, so that a restart changes nothing. */
export interface PlannedStatus {
  at: number;
  status: MessageStatus;
  errorCode?: number;
}

export interface Choice {
  id: string;
  title: string;
}

export interface MessageRecord {
  /** The provider's id: SM…, MM… or wamid.… */
  id: string;
  channel: HandsetChannel;
  direction: Direction;
  /** The handset, E.164. */
  phone: string;
  text: string;
  media: MediaRecord[];
  /** Addresses of media the company sent by link. */
  links: string[];
  template: string | null;
  /** Answers to tap below it. */
  choices?: Choice[];
  /** inbound: which answer was tapped, and below which message. */
  tapped?: Choice & { messageId: string; of: 'button' | 'list' | 'template' };
  createdAt: number;
  status: MessageStatus;
  errorCode: number | null;
  /** Twilio: the StatusCallback named in the send. */
  callback: string | null;
  /** Meta: biz_opaque_callback_data of the send. */
  ref: string | null;
  plan: PlannedStatus[];
  /** How many of the plan's steps have been reported. */
  reported: number;
}

/** A webhook that the hub has not answered yet. The bytes are fixed here, so that every attempt is the same. */
export interface OwedDelivery {
  id: string;
  signer: 'voice' | 'sms' | 'whatsappTwilio' | 'meta';
  kind: 'message' | 'status' | 'call' | 'template';
  /** Empty where it concerns no handset. */
  phone: string;
  /** As the provider knows it, below publicUrl. */
  url: string;
  body: string;
  notBefore: number;
  since: number;
}

export interface CallRecord {
  sid: string;
  from: string;
  startedAt: number;
  endedAt: number | null;
}

export type Change =
  | { op: 'message'; message: MessageRecord }
  | { op: 'upload'; media: MediaRecord }
  | { op: 'status'; id: string; status: MessageStatus; errorCode: number | null }
  | { op: 'opt-out'; phone: string; out: boolean }
  | { op: 'window-closed'; channel: HandsetChannel; phone: string; at: number }
  | { op: 'owed'; owed: OwedDelivery }
  | { op: 'settled'; id: string }
  | { op: 'call'; call: CallRecord }
  | { op: 'call-ended'; sid: string; at: number };
