import type { MessageStatus } from '#libs/contracts';
import type { InboundItem, OutgoingMessage, ChannelAccount, ProviderError, WebhookRequest } from './contract.js';

/** A message from a customer as the provider's own list has it. */
export interface ListedInbound {
  /** That of the webhook that should have brought it. */
  key: string;
  /** The provider's time. */
  at: Date;
  /** What the list says, for `body`. */
  entry: unknown;
}

/** A message of ours as the provider's own list has it. */
export interface ListedSend {
  providerMessageId: string;
  at: Date;
  status: Exclude<MessageStatus, 'received'>;
  error: ProviderError | null;
}

/** The provider keeps a list of what it carried, by which lost webhooks and lost answers are made good. */
export interface Listing {
  /** Stands in the journal where a webhook's path would, so that one sees that it was found and not delivered. */
  path: string;
  /** Whole pages, the newest first, of one day (UTC) of the provider's; ends early once a page is older than `since`. */
  inbound(account: ChannelAccount, day: string, since: Date): AsyncIterable<ListedInbound[]>;
  /** Everything there is to know of one, media included: what `decode` takes. */
  body(account: ChannelAccount, listed: ListedInbound): Promise<Buffer>;
  /** Pure, and with the keys of the webhooks: which of both comes second is a repeat. */
  decode(request: Pick<WebhookRequest, 'url' | 'body' | 'receivedAt'>): InboundItem[];
  /** What was sent to this recipient, with this content, on one day (UTC) of the provider's. */
  sends(account: ChannelAccount, message: Pick<OutgoingMessage, 'to' | 'body'>, day: string): Promise<ListedSend[]>;
}

/** The list could not be read; it is read again later. */
export class ListingError extends Error {
  override name = 'ListingError';
}
