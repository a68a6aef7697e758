import type { ConsentAction, ConsentPurpose, SendPurpose } from '#libs/contracts';

/** What of an entry decides. `at`: when it was said, in milliseconds or anything else that compares. */
export interface ConsentFact {
  purpose: ConsentPurpose;
  action: ConsentAction;
  at: number;
}

/**
 * The entry that holds for a purpose, of one contact and one sender: the newest that concerns it, and where two were said
 * at the same moment the opt-out. Nothing else decides: neither the order of arrival nor who wrote it down.
 */
export function holding<E extends ConsentFact>(entries: readonly E[], purpose: Exclude<SendPurpose, 'confirmation'>) {
  let held: E | null = null;
  for (const entry of entries) {
    if (entry.purpose !== 'all' && entry.purpose !== purpose) continue;
    if (!held || entry.at > held.at || (entry.at === held.at && entry.action === 'opt_out')) held = entry;
  }
  return held;
}

/** Whether a message of this purpose may not be sent. */
export const refuses = (held: Pick<ConsentFact, 'action'> | null): boolean => held?.action === 'opt_out';
