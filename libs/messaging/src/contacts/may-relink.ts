/** Who has the address that somebody changed to. */
export interface Holder {
  contactId: string;
  /** Whether it has words of a customer of its own. */
  hasMessages: boolean;
}

/**
 * What becomes of an address that a person changed to. Nobody's: it is theirs. Of a contact without a word of their own (a
 * call, an invite): that contact is the same person. Of somebody who has written: nobody's words may end in a stranger's
 * thread, so both stay apart and are shown as a possible duplicate.
 */
export function mayRelink(owner: string | null, holder: Holder | null): 'attach' | 'theirs' | 'join' | 'apart' {
  if (holder === null) return 'attach';
  if (owner === null || holder.contactId === owner) return 'theirs';
  return holder.hasMessages ? 'apart' : 'join';
}
