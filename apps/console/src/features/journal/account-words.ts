import type { InboxCounts } from '#libs/contracts';
import { locale as ownLocale, t } from '../../text/t.ts';

/** The account of what providers sent, as one line; `gap` says what is wrong where the sum does not hold. */
export function accountWords(counts: InboxCounts, locale = ownLocale()): { sum: string; gap: string | null } {
  const { received, applied, duplicate, quarantined, discarded } = counts;
  const n = (count: number) => count.toLocaleString(locale);
  const parts = [
    t('{{number}} applied', { number: n(applied) }),
    t('{{number}} repeated', { number: n(duplicate) }),
    // In the sum the discarded ones are quarantined; in the list they are not.
    t('{{number}} in quarantine', { number: n(quarantined - discarded) }),
    ...(discarded > 0 ? [t('{{number}} discarded', { number: n(discarded) })] : []),
  ].join(' + ');
  const all = t('{{number}} received', { number: n(received) });
  if (counts.balanced) return { sum: `${all} = ${parts}`, gap: null };
  const missing = received - applied - duplicate - quarantined;
  const count = Math.abs(missing);
  return {
    sum: `${all} ≠ ${parts}`,
    gap:
      missing > 0
        ? t('{{number}} items received and not accounted for. Tell whoever runs this hub.', { count, number: n(count) })
        : t('{{number}} items more accounted for than received. Tell whoever runs this hub.', {
            count,
            number: n(count),
          }),
  };
}

/** A day as the hub counts them: in UTC, whatever the zone of who reads it. */
export const dayWords = (day: string, locale = ownLocale()): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString(locale, { dateStyle: 'medium', timeZone: 'UTC' });
