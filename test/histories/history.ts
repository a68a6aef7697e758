/**
 * What truly happened, as it could be told afterwards: who wrote what and when, what was sent and what became of it.
 * How it reached the hub (in which order, how often, in which webhooks, at which hub) is a `Delivery`.
 */
export interface History {
  persons: readonly PersonKind[];
  /** Sent before the customer wrote, as an invite is. */
  sends: readonly Send[];
  /** In any order, until the agent answers. */
  before: readonly Event[];
  /** The first person is answered, where that is allowed. */
  answered: boolean;
  /** The first person's thread is resolved then. */
  resolved: boolean;
  /** In any order, after the answer. */
  after: readonly Event[];
}

/**
 * `number-and-id`: shows the business-scoped id only at times. `two-spellings`: of one line (Brazil, Mexico,
 * Argentina). `sometimes-hidden`: always the id, the number only at times, and never by SMS: an SMS and an id that were
 * never seen together are two persons to everybody.
 */
export const personKinds = ['number', 'number-and-id', 'two-spellings', 'only-id', 'sometimes-hidden'] as const;
export type PersonKind = (typeof personKinds)[number];

/** By whom it comes: Meta gives the time in whole seconds; Twilio gives none, so its time is that of receipt. */
export const ways = ['meta', 'twilio', 'sms'] as const;
export type Way = (typeof ways)[number];

export interface Send {
  person: number;
  way: Way;
}

export type Words =
  | { kind: 'text' | 'reply'; text: string }
  | { kind: 'photo' | 'document'; caption: string | null }
  /** By Meta a message each, by Twilio one message with several files. */
  | { kind: 'album'; photos: number }
  | { kind: 'reaction' | 'sticker' | 'location' | 'odd' };

export interface Written {
  event: 'message';
  person: number;
  way: Way;
  /** Seconds after the beginning, by the provider's clock. */
  at: number;
  /** Which of the person's names, spellings, and whether it shows what it shows only at times. */
  name: number;
  spelling: number;
  shows: boolean;
  words: Words;
}

export const receiptWords = ['sending', 'sent', 'delivered', 'read', 'failed', 'undelivered'] as const;
export interface Receipt {
  event: 'receipt';
  /** Of the sends, or of the answer where there is none left. */
  send: number;
  word: (typeof receiptWords)[number];
  at: number;
  error: number;
}

/** What belongs to nobody's thread, and has to be accounted for all the same. */
export interface Noise {
  event: 'noise';
  noise: 'notice' | 'unknown-receipt' | 'unknown-sender' | 'nonsense';
}

export type Event = Written | Receipt | Noise;

/** The way of one history to the hubs. Zero everywhere: one after the other, once, as it happened. */
export interface Delivery {
  shuffle: number;
  /** Of ten items so many come again, anywhere. */
  repeats: number;
  /** So many items of one provider in one webhook at most, spread over entries and changes. */
  together: number;
  /** So many webhooks at the same time. */
  atOnce: number;
  hubs: 1 | 2;
  /** The provider's answer to the last send comes after all receipts. */
  lateAnswer: boolean;
}

/** One history and some of the ways in which it could have come. */
export interface Case {
  history: History;
  deliveries: readonly Delivery[];
}
