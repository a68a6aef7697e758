import type { WorkSettings } from '#libs/contracts';
import { addBusinessTime } from './calendar.js';

/**
 * Within how many minutes an answer may be promised now; null: none. Only a promise that the hours can keep: nobody is told
 * "within 30 minutes" a quarter of an hour before closing time.
 */
export function promiseNow({ promiseMinutes, calendar }: WorkSettings, now: Date): number | null {
  if (promiseMinutes === null) return null;
  const due = addBusinessTime(now, promiseMinutes, calendar);
  return due?.getTime() === now.getTime() + promiseMinutes * 60_000 ? promiseMinutes : null;
}
