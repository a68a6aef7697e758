/** Closed this much before the provider closes it: a reply on its way must not arrive at a shut door. */
const marginMs = 5 * 60 * 1000;

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
