import type { SendOutcome } from '#libs/channels';

/** What an attempt tells of its sender's provider. */
export type Evidence = 'answers' | 'down' | 'too_much';

export function evidenceOf(result: SendOutcome): Evidence {
  if (result.outcome === 'accepted') return 'answers';
  if (result.error.code === 'rate_limited') return 'too_much';
  if (result.outcome === 'unknown' || result.error.code === 'provider_unavailable') return 'down';
  return 'answers';
}

export interface Breaker {
  /** In a row. */
  failures: number;
  /** In a row, without an answer in between. */
  openings: number;
}

/** Failures in a row that open it: a single lost answer stops nobody. */
export const failuresToOpen = 5;

/**
 * A send found the provider down. `wait`: open for so many milliseconds from now, then one send is let through as a
 * probe. What was under way when it opened changes nothing; only the probe's failure opens it again, for longer.
 */
export function afterFailure(
  { failures, openings }: Breaker,
  probe: boolean,
  random: () => number = Math.random,
): Breaker & { wait: number | null } {
  if (openings > 0 && !probe) return { failures: failures + 1, openings, wait: null };
  if (openings === 0 && failures + 1 < failuresToOpen) return { failures: failures + 1, openings, wait: null };
  return { failures: failures + 1, openings: openings + 1, wait: backoff(1000 * 2 ** (openings + 1), random) };
}

/** A limit was hit so many times in a row: how long its bucket stays shut. Meta names 4^n seconds for one recipient. */
export const afterLimit = (bucket: 'sender' | 'recipient', times: number, random: () => number = Math.random): number =>
  backoff(1000 * (bucket === 'sender' ? 2 : 4) ** times, random);

/** Between half and the whole of a ceiling of at most five minutes: never at once, and never all together. */
const backoff = (ceiling: number, random: () => number): number =>
  Math.round(Math.min(300_000, ceiling) * (0.5 + random() / 2));
