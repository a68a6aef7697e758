import { forbidden, type Principal } from '#libs/access';
import { timeInFuture } from '../errors.js';

/** A minute of grace: clocks of two systems never agree to the second. */
const graceMs = 60_000;

/** When a reported fact happened: now, or the `at` of a system that reports late. Only an API key may say so. */
export function factTime(at: string | undefined, principal: Principal | undefined, now: Date): Date {
  if (at === undefined) return now;
  if (principal?.userId) throw forbidden('Only an API key may report with `at`.');
  const time = new Date(at);
  if (time.getTime() > now.getTime() + graceMs) throw timeInFuture();
  return time;
}
