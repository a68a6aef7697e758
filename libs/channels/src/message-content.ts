/**
 * The structured part of an inbound message, the same for every provider: beside what belongs to its type, any message
 * may be a reply, forwarded, or the answer to an advertisement. Only what was there is present. `text` of the message
 * is always what can be read without this.
 */
export interface MessageContent {
  /** type location */
  latitude?: number;
  longitude?: number;
  name?: string;
  address?: string;
  url?: string;

  /** type contacts */
  contacts?: { name: string | null; phones: { phone: string | null; waId: string | null }[]; emails: string[] }[];

  /** type reaction: the message it is about; no emoji means that an earlier reaction was taken back. */
  messageId?: string;
  emoji?: string | null;

  /** type interactive: which button, list row or form was answered, by the id we gave it. */
  kind?: 'button' | 'list' | 'flow' | 'edit' | 'revoke';
  id?: string;
  title?: string;
  description?: string;
  /** What was filled in, for kind flow. */
  response?: unknown;

  /** type order */
  catalogId?: string;
  items?: { productId: string | null; quantity: number | null; price: number | null; currency: string | null }[];

  /** type audio: recorded on the spot. type sticker. */
  voice?: true;
  animated?: true;

  /** type unsupported: what the provider said it was, or why it could not be read. */
  unsupported?: { type: string | null; code: string | null; reason: string | null };

  /** The message this one answers, by the provider's id. */
  context?: { messageId: string | null; from: string | null };
  forwarded?: true;
  frequentlyForwarded?: true;
  /** The catalogue product that was asked about. */
  product?: { catalogId: string | null; productId: string | null };
  /** The advertisement or post that the customer came from. */
  referral?: Record<string, string>;
  /** The carrier or provider has taken this as STOP, START or HELP and has acted on it. */
  optOut?: string;
  /** WhatsApp user name. */
  username?: string;
}
