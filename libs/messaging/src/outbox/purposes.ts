/** What a send is for: how long it is still worth sending, and what may be done when nobody knows whether it went. */
export type Purpose = 'reply' | 'invite' | 'notice';

interface Rules {
  /** From writing; a send that has not left by then is a dead letter. */
  lifetimeMs: number;
  /** Where the outcome is unknown: sent once more, because twice is better than not at all. Never a person's words. */
  onceMore: boolean;
}

const minute = 60_000;

export const purposes: Readonly<Record<Purpose, Rules>> = {
  // An answer that comes hours late answers something else: the agent decides.
  reply: { lifetimeMs: 120 * minute, onceMore: false },
  // The caller was told that it is on its way.
  invite: { lifetimeMs: 15 * minute, onceMore: true },
  // Confirmations and notices about the conversation itself.
  notice: { lifetimeMs: 24 * 60 * minute, onceMore: true },
};

export const sentOnceMore = (Object.keys(purposes) as Purpose[]).filter((purpose) => purposes[purpose].onceMore);
