import type { ListedSend } from '#libs/channels';

const minute = 60_000;

/** Settled by the one message that can only be this; none: the list does not have it; unclear: nobody can tell. */
export type Match = { match: 'one'; sent: ListedSend } | { match: 'none' | 'unclear' };

/**
 * Finds a send of unknown outcome among the messages of the same sender, recipient and content. The list does not carry
 * our reference, so that only a single candidate near the attempt will do: one that belongs to no other message of ours,
 * while no equal send of ours is open beside it.
 */
export function matchSend(
  listed: readonly ListedSend[],
  attempt: { from: Date; to: Date },
  linked: ReadonlySet<string>,
  equalOpen: number,
): Match {
  const candidates = listed.filter(
    ({ providerMessageId, at }) =>
      !linked.has(providerMessageId) &&
      at.getTime() >= attempt.from.getTime() - minute &&
      at.getTime() <= attempt.to.getTime() + 2 * minute,
  );
  if (candidates.length === 0) return { match: 'none' };
  return candidates.length === 1 && equalOpen === 0 ? { match: 'one', sent: candidates[0]! } : { match: 'unclear' };
}
