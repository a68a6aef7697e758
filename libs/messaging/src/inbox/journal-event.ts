import type { WebhookEvent } from '#libs/contracts';

export interface EventRow extends Omit<WebhookEvent, 'receivedAt' | 'body'> {
  receivedAt: Date;
  body: Buffer;
  url: string;
  itemKey: string;
}

export const eventColumns = `id, provider, path, url, item_key as "itemKey", status, reason, received_at as "receivedAt",
  discarded, body`;

export const eventView = ({
  id,
  provider,
  path,
  status,
  reason,
  discarded,
  receivedAt,
  body,
}: EventRow): WebhookEvent => ({
  id,
  provider,
  path,
  status,
  reason,
  discarded: discarded && { at: discarded.at, by: discarded.by, reason: discarded.reason },
  receivedAt: receivedAt.toISOString(),
  body: body.toString('utf8'),
});
