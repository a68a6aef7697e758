const year = 366 * 24 * 3600 * 1000;

/** What is wrong with a time to wake at; null: nothing. */
export function snoozeFault(until: Date, now: Date): string | null {
  if (until.getTime() <= now.getTime()) return 'must lie in the future';
  return until.getTime() - now.getTime() > year ? 'must lie within a year' : null;
}
