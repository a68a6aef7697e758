import type { Problem, Reading } from '#libs/contracts';
import type { TestHub } from './hub.js';

type Answer = Reading & Omit<Problem, 'status'>;

/** Notes a reading; kWh unless said otherwise. */
export const note = (
  hub: TestHub,
  threadId: string,
  value: string,
  more: Record<string, unknown> = {},
  headers?: Record<string, string>,
) => hub.api<Answer>('POST', '/api/v1/readings', { threadId, value, unit: 'kWh', ...more }, headers);

export const patch = (hub: TestHub, id: string, body: Record<string, unknown>, headers?: Record<string, string>) =>
  hub.api<Answer>('PATCH', `/api/v1/readings/${id}`, body, headers);

export const readingOf = async (hub: TestHub, id: string) =>
  (await hub.api<Reading & { changes: Record<string, unknown>[] }>('GET', `/api/v1/readings/${id}`)).body;

export const readings = async (hub: TestHub, query: string) =>
  (await hub.api<{ items: Reading[]; nextCursor: string | null }>('GET', `/api/v1/readings?${query}`)).body;

/** So many days ago. */
export const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 3600 * 1000).toISOString();
