import { atNotAllowed, timeInFuture } from './errors.js';
import type { Principal } from './principal.js';

/** A minute of grace: clocks of two systems never agree to the second. */
const graceMs = 60_000;

/** When a reported fact happened: now, or the `at` of a system that reports late. Only an API key may say so. */
export function factTime(
  at: string | undefined,
  principal: Principal | undefined,
  now: Date,
  refusal: () => Error = atNotAllowed,
): Date {
  if (at === undefined) return now;
  if (principal?.userId) throw refusal();
  const time = new Date(at);
  if (time.getTime() > now.getTime() + graceMs) throw timeInFuture();
  return time;
}

/** How long after it happened something is told of, in milliseconds; 0 where nobody said when. */
export const lateBy = (at: string | undefined, now: Date): number =>
  at === undefined ? 0 : Math.max(0, now.getTime() - new Date(at).getTime());
