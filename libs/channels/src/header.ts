import type { WebhookRequest } from './contract/index.js';

/** A request header by its lower-case name, or null unless it was sent exactly once. */
export function header(headers: WebhookRequest['headers'], name: string): string | null {
  // As Node has them: lower case, and those that matter here once.
  const value = headers[name];
  if (typeof value === 'string') return value;
  const values = Object.entries(headers).flatMap(([key, value]) => (key.toLowerCase() === name ? (value ?? []) : []));
  return values.length === 1 ? (values[0] ?? null) : null;
}
