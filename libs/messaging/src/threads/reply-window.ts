/** Closed this much before the provider closes it: a reply on its way must not arrive at a shut door. */
const marginMs = 5 * 60 * 1000;

/** A provider's clock may be this far ahead of ours and still be believed. */
const skewMs = 60 * 1000;

/**
 * When the window of a message opened: the provider's time, because the provider closes it by that; but never later than
 * it was received, because a wrong clock would keep the window open for ever. That no late message moves it back is seen
 * to where it is stored.
 */
export function windowStart(sentAt: Date, receivedAt: Date): Date {
  return new Date(Math.min(sentAt.getTime(), receivedAt.getTime() + skewMs));
}

/** Until when a free-form reply may be sent; null where the channel has no window or the customer has not written yet. */
export function windowExpiry(startedAt: Date | null, hours: number | null): Date | null {
  return startedAt && hours !== null ? new Date(startedAt.getTime() + hours * 3_600_000 - marginMs) : null;
}

/** Whether a free-form reply may be sent now; a channel without a window always allows one. */
export function windowOpen(startedAt: Date | null, hours: number | null, now: Date): boolean {
  if (hours === null) return true;
  const expiry = windowExpiry(startedAt, hours);
  return expiry !== null && now < expiry;
}
