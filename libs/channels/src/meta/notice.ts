import { createHash } from 'node:crypto';
import type { InboundNotice } from '../contract/index.js';
import { newsOf } from './news.js';

/** One element of a batch with what surrounds it. */
export interface Surroundings {
  field: string;
  wabaId: string | null;
  time: string | null;
  /** Phone number id: finds the channel. */
  routeKey: string | null;
  metadata: unknown;
  contacts: readonly unknown[];
  receivedAt: Date;
}

/**
 * Something without a consequence for any thread. It has no id of its own: a repeated delivery is told by its content,
 * and the entry's time tells two equal events apart.
 */
export function notice(name: string, around: Surroundings, item: unknown): InboundNotice {
  const { field, wabaId, time, routeKey } = around;
  const key = createHash('sha256')
    .update(JSON.stringify([field, wabaId, time, routeKey, item]))
    .digest('hex');
  const news = newsOf(field, wabaId, item);
  return { kind: 'notice', name: name.slice(0, 100), key, routeKey, raw: rawOf(around, item), ...(news && { news }) };
}

/** What the journal keeps of an item: enough to decode it again by itself. */
export function rawOf({ field, metadata, contacts }: Surroundings, item: unknown): unknown {
  return { field, metadata, contacts, item };
}
