import { Priority, SlaClock, type ThreadClock, type WorkSettings } from '#libs/contracts';
import { addBusinessTime } from './calendar.js';

/** Of a thread, what its clocks run by. */
export interface Timed {
  status: string;
  /** Place in `Priority`. */
  priority: number;
  waitingSince: Date | null;
  cycleStartedAt: Date;
  firstReplyAt: Date | null;
  promisedAt: Date | null;
  promiseAnsweredAt: Date | null;
}

type Rules = Pick<WorkSettings, 'sla' | 'calendar'>;

/**
 * The clocks that run now, the one that is due first first. first and next run while the customer waits for a colleague's
 * answer: from their first word of the cycle, and from any later one. Snoozing stops none of them: the customer waits all
 * the same, and nobody may quiet a clock by looking away.
 */
export function runningClocks(thread: Timed, { sla, calendar }: Rules, now: Date): ThreadClock[] {
  if (thread.status === 'resolved') return [];
  const targets = sla[Priority.options[thread.priority] ?? 'normal'];
  const { waitingSince, firstReplyAt } = thread;
  const due = (from: Date, minutes: number | null) =>
    minutes === null ? null : addBusinessTime(from, minutes, calendar);
  const running: [SlaClock, Date, Date | null][] = [
    ['resolution', thread.cycleStartedAt, due(thread.cycleStartedAt, targets.resolution)],
  ];
  if (waitingSince) {
    const answer = firstReplyAt === null ? 'first' : 'next';
    running.push([answer, waitingSince, due(waitingSince, targets[answer])]);
    const { promisedAt, promiseAnsweredAt } = thread;
    // Who writes when the time is over was not kept waiting.
    if (promisedAt && waitingSince < promisedAt && promiseAnsweredAt === null) {
      running.push(['promised', waitingSince, promisedAt]);
    }
  }
  return running
    .flatMap(([clock, startedAt, dueAt]) => (dueAt === null ? [] : [{ clock, startedAt, dueAt }]))
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
    .map(({ clock, startedAt, dueAt }) => ({
      clock,
      startedAt: startedAt.toISOString(),
      dueAt: dueAt.toISOString(),
      breached: dueAt.getTime() < now.getTime(),
    }));
}
