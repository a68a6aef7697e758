const minute = 60_000;
const day = 24 * 60 * minute;

/** A message can be listed a little after a later one. */
const overlapMs = 10 * minute;
/** Providers give up on a webhook within 15 s; until then it may still come, and it says more than the list. */
const graceMs = 20_000;

/** From when on the list is read. `until`: the newest that was seen of it. Never from before there was the channel. */
export function listedSince(until: Date, createdAt: Date): Date {
  return new Date(Math.max(until.getTime() - overlapMs, createdAt.getTime() - minute));
}

/** The days (UTC) from `since` to now, the oldest first; one more where the provider's clock may be ahead at midnight. */
export function daysBetween(since: Date, now: Date): string[] {
  const days: string[] = [];
  const last = new Date(now.getTime() + overlapMs).toISOString().slice(0, 10);
  for (let at = since.getTime(); ; at += day) {
    const name = new Date(at).toISOString().slice(0, 10);
    if (name > last) break;
    days.push(name);
  }
  return days;
}

/** Whether its webhook is overdue. A time far in the future says that the clocks disagree: then nobody can tell. */
export function webhookOverdue(at: Date, now: Date): boolean {
  const age = now.getTime() - at.getTime();
  return age > graceMs || age < -graceMs;
}

/**
 * Up to when the list has been read: the newest that it showed, in the provider's time, so that no two clocks are
 * compared. A quiet sender's mark follows a day behind, so that its list stays short.
 */
export function readUntil(until: Date, newest: Date | null, now: Date): Date {
  return new Date(Math.max(until.getTime(), newest?.getTime() ?? 0, now.getTime() - day));
}
