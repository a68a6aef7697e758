import { type InboundItem, UndecodableError } from '#libs/channels';

/** Why something is in quarantine, in words for an administrator. */

export const noChannel = (item: InboundItem): string =>
  `no channel is configured for ${item.routeKey ?? 'this sender'}`;

export const cannotBeDecoded = (error: unknown): string =>
  error instanceof UndecodableError ? error.message : `cannot be decoded: ${(error as Error).message}`;

/**
 * Null: the database is at fault and not the item. Class 22 and 23 are PostgreSQL's "data exception" and "integrity
 * constraint violation".
 */
export function cannotBeStored(error: unknown): string | null {
  const { code, message } = error as { code?: string; message: string };
  return /^2[23]/.test(code ?? '') ? `cannot be stored: ${message}` : null;
}
