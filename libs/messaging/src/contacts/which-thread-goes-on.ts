/** An open thread of one of two contacts that become one. */
export interface OpenThread {
  id: string;
  /** When the customer last wrote in it; null: not yet. */
  writtenAt: Date | null;
}

/**
 * A person has one open thread. It is the one they wrote in last: there they wait for an answer, and there a reply can
 * still be sent. Where neither has a word of theirs, the kept contact's.
 */
export function whichGoesOn(
  kept: OpenThread | undefined,
  merged: OpenThread | undefined,
): { goesOn: string | null; closes: string | null } {
  if (!kept || !merged) return { goesOn: (kept ?? merged)?.id ?? null, closes: null };
  const later = (merged.writtenAt?.getTime() ?? 0) > (kept.writtenAt?.getTime() ?? 0);
  return later ? { goesOn: merged.id, closes: kept.id } : { goesOn: kept.id, closes: merged.id };
}
