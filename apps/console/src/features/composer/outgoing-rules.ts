import type { Problem } from '#libs/contracts';
import type { Attached } from './attached-store.ts';

/**
 * held: can be taken back until `sendAt`. waiting: for the connection, then it goes by itself. sending: the hub has been
 * asked. sent: the hub has it, and its place in the thread is about to be shown. failed: the hub refused it.
 */
export type OutgoingState = 'held' | 'waiting' | 'sending' | 'sent' | 'failed';

/** A reply or note between the send key and its place in the thread. Kept under its clientId: however often it is tried, it is one message. */
export interface Outgoing {
  clientId: string;
  threadId: string;
  customer: string;
  text: string;
  kind: 'reply' | 'note';
  /** Colleagues whom a note names. */
  mentions: readonly string[];
  /** What goes with it, uploaded already. */
  files: readonly Attached[];
  /** When it was written, for people. */
  at: string;
  /** What its writer had seen by then. */
  lastSeenSeq: number;
  state: OutgoingState;
  /** In ms: not before. */
  sendAt: number;
  attempts: number;
  problem?: Problem | undefined;
}

const backoff = [1_000, 2_000, 5_000, 10_000, 20_000, 30_000];

const settled = ({ state }: Outgoing) => state === 'failed' || state === 'sent';

/** The first of each thread that is on its way: a short message never overtakes a long one. */
function heads(all: readonly Outgoing[]): Outgoing[] {
  const seen = new Set<string>();
  return all.filter((o) => {
    if (settled(o) || seen.has(o.threadId)) return false;
    seen.add(o.threadId);
    return true;
  });
}

/** Which the hub may be asked for now. */
export const due = (all: readonly Outgoing[], now: number, online: boolean): Outgoing[] =>
  online ? heads(all).filter(({ state, sendAt }) => state !== 'sending' && sendAt <= now) : [];

/** When one of them is due next; null: not by the clock. */
export function nextDue(all: readonly Outgoing[], now: number, online: boolean): number | null {
  const times = (online ? heads(all) : all).flatMap(({ state, sendAt }) =>
    (state === 'held' || (online && state === 'waiting')) && sendAt > now ? [sendAt] : [],
  );
  return times.length > 0 ? Math.min(...times) : null;
}

/** Nobody knows whether it has arrived, so that only the very same may follow. */
export const isUnknown = ({ attempts, problem, state }: Outgoing): boolean =>
  attempts > 0 && (state !== 'failed' || problem === undefined || problem.status === 0 || problem.status >= 500);

/** Whether it can become a draft again without a doubt that the customer gets it. */
export const canTakeBack = (o: Outgoing): boolean =>
  o.state === 'failed' ? !isUnknown(o) : (o.state === 'held' || o.state === 'waiting') && o.attempts === 0;

/** A session that is over, too many requests, a hub that is away: asking again later helps. */
const willPass = ({ status }: Problem) => status === 0 || status >= 500 || [401, 408, 429].includes(status);

export function afterFailure(o: Outgoing, problem: Problem, now: number): Outgoing {
  if (!willPass(problem)) return { ...o, state: 'failed', problem };
  const pause = backoff[Math.min(o.attempts, backoff.length) - 1] ?? backoff[0]!;
  return { ...o, state: 'waiting', problem, sendAt: now + pause };
}

/** What a page finds of the one before it: a request under way may have arrived or not, the same once more is safe. */
export const restored = (kept: readonly Outgoing[], now: number): Outgoing[] =>
  kept
    .filter(({ state }) => state !== 'sent')
    .map((o) => (o.state === 'sending' ? { ...o, state: 'waiting', sendAt: now } : o));

/** The time to take it back is over, and there is no connection. */
export const heldUp = (all: readonly Outgoing[], now: number): Outgoing[] =>
  all.map((o) => (o.state === 'held' && o.sendAt <= now ? { ...o, state: 'waiting' } : o));
