import type { SendOutcome } from '#libs/channels';
import { type Purpose, purposes } from './purposes.js';

export const mostAttempts = 8;

export type NextStep = 'done' | 'again' | 'rejected' | 'unknown';

/**
 * What follows an attempt. Known not to have happened: again, until it has been tried often enough. Unknown: never a
 * person's words again; a notice of ours once.
 */
export function afterAttempt(
  { outcome }: SendOutcome,
  { purpose, attempts }: { purpose: Purpose; attempts: number },
): NextStep {
  if (outcome === 'accepted') return 'done';
  if (outcome === 'rejected') return 'rejected';
  if (outcome === 'retry') return attempts < mostAttempts ? 'again' : 'rejected';
  return purposes[purpose].onceMore && attempts < 2 ? 'again' : 'unknown';
}
