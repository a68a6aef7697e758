import type { ReportWindow, TargetMetric } from '#libs/contracts';
import { localDate, momentOf } from '#libs/messaging';
import { lengthOf } from '../channel-shift/measures.js';
import { metrics } from './metrics.js';

export interface DatedTarget {
  id: string;
  metric: TargetMetric;
  window: ReportWindow | null;
  queue: string | null;
  validFrom: Date;
}

/** A day that is final by now, and the target that held when it began. */
export interface DueCheck<T> {
  target: T;
  /** Such as `2026-03-01`. */
  day: string;
  window: ReportWindow;
  from: Date;
  to: Date;
}

const hour = 3_600_000;
const day = 24 * hour;

/** For each target that held, the last whole day whose calls can be final. Targets come in the order they begin to hold. */
export function dueChecks<T extends DatedTarget>(targets: readonly T[], now: Date, timeZone: string): DueCheck<T>[] {
  const due = new Map<string, DueCheck<T>>();
  for (const target of targets) {
    const window = target.window ?? metrics[target.metric].settles;
    // The day before the one in which the last moment lies that may be final.
    const until = localDate(now.getTime() - lengthOf[window] - hour, timeZone);
    const from = new Date(momentOf(until - day, timeZone));
    if (target.validFrom > from) continue;
    due.set(JSON.stringify([target.metric, target.window, target.queue]), {
      target,
      day: new Date(until - day).toISOString().slice(0, 10),
      window,
      from,
      to: new Date(momentOf(until, timeZone)),
    });
  }
  return [...due.values()];
}
