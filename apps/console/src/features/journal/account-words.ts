import type { InboxCounts } from '#libs/contracts';

/** The account of what providers sent, as one line; `gap` says what is wrong where the sum does not hold. */
export function accountWords(counts: InboxCounts, locale?: string): { sum: string; gap: string | null } {
  const { received, applied, duplicate, quarantined, discarded } = counts;
  const n = (count: number) => count.toLocaleString(locale);
  const parts = [
    `${n(applied)} applied`,
    `${n(duplicate)} repeated`,
    // In the sum the discarded ones are quarantined; in the list they are not.
    `${n(quarantined - discarded)} in quarantine`,
    ...(discarded > 0 ? [`${n(discarded)} discarded`] : []),
  ].join(' + ');
  if (counts.balanced) return { sum: `${n(received)} received = ${parts}`, gap: null };
  const missing = received - applied - duplicate - quarantined;
  const items = Math.abs(missing) === 1 ? '1 item' : `${n(Math.abs(missing))} items`;
  return {
    sum: `${n(received)} received ≠ ${parts}`,
    gap:
      missing > 0
        ? `${items} received and not accounted for. Tell whoever runs this hub.`
        : `${items} more accounted for than received. Tell whoever runs this hub.`,
  };
}

/** A day as the hub counts them: in UTC, whatever the zone of who reads it. */
export const dayWords = (day: string, locale?: string): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString(locale, { dateStyle: 'medium', timeZone: 'UTC' });
