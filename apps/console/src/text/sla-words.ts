import type { SlaClock, ThreadClock } from '#libs/contracts';
import { t } from './t.ts';
import { dayAndTime } from './time.ts';

export const clockNames: Record<SlaClock, string> = {
  first: t('First answer'),
  next: t('Next answer'),
  resolution: t('Resolution'),
  promised: t('Promised answer'),
};

/** Short enough for a list: "12 min", "3 h", "2 d". A started minute counts: nothing is due in 0 minutes. */
export function roughly(ms: number): string {
  const minutes = Math.ceil(Math.abs(ms) / 60_000);
  if (minutes < 60) return t('{{number}} min', { number: Math.max(1, minutes) });
  const hours = Math.round(minutes / 60);
  return hours < 48 ? t('{{number}} h', { number: hours }) : t('{{number}} d', { number: Math.round(hours / 24) });
}

/** late: the time is over. soon: a quarter of it is left, or ten minutes. */
export type Urgency = 'late' | 'soon' | 'calm';

export function urgencyOf({ startedAt, dueAt }: ThreadClock, now: number): Urgency {
  const left = Date.parse(dueAt) - now;
  if (left < 0) return 'late';
  const whole = Date.parse(dueAt) - Date.parse(startedAt);
  return left < Math.max(whole / 4, 10 * 60_000) ? 'soon' : 'calm';
}

/** "12 min", "12 min late". */
export function shortDue({ dueAt }: ThreadClock, now: number): string {
  const left = Date.parse(dueAt) - now;
  return left < 0 ? t('{{time}} late', { time: roughly(left) }) : roughly(left);
}

/** "First answer due in 12 min, Today, 14:30". */
export function fullDue(clock: ThreadClock, now: number): string {
  const left = Date.parse(clock.dueAt) - now;
  const what = { clock: clockNames[clock.clock], time: roughly(left), when: dayAndTime(clock.dueAt, now) };
  return left < 0
    ? t('{{clock}} {{time}} late, was due {{when}}', what)
    : t('{{clock}} due in {{time}}, {{when}}', what);
}
