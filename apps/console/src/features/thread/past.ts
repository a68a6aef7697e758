import type { Call, Message, TimelineEntry, TimelineThread } from '#libs/contracts';

/** A piece of what went before: an older thread as far as it is loaded, or a call. */
export type Past =
  | { kind: 'thread'; thread: TimelineThread; messages: readonly Message[]; hasOlder: boolean }
  | { kind: 'call'; call: Call };

interface Current {
  id: string;
  createdAt: string;
}

const time = ({ at }: TimelineEntry) => Date.parse(at);
const keyOf = (piece: TimelineEntry | Past) =>
  piece.kind === 'call' ? `call ${piece.call.id}` : `thread ${piece.thread.id}`;

/** Of a timeline, the newest first, what began before a thread. */
export const beforeThread = (entries: readonly TimelineEntry[], { id, createdAt }: Current): TimelineEntry[] =>
  entries.filter((entry) => {
    if (entry.kind === 'thread' && entry.thread.id === id) return false;
    return time(entry) < Date.parse(createdAt);
  });

/** The calls that fall into a thread's own time, the earliest first, and the thread that followed it. */
export function besideThread(
  entries: readonly TimelineEntry[],
  { id, createdAt }: Current,
): { legs: Call[]; follower: TimelineThread | null } {
  const since = entries
    .filter((entry) => time(entry) >= Date.parse(createdAt) && !(entry.kind === 'thread' && entry.thread.id === id))
    .toReversed();
  const follower = since.find((entry) => entry.kind === 'thread');
  const until = follower ? time(follower) : Infinity;
  const legs = since.flatMap((entry) => (entry.kind === 'call' && time(entry) < until ? [entry.call] : []));
  return { legs, follower: follower?.kind === 'thread' ? follower.thread : null };
}

/** What is shown next, the newest first: calls as far as the next thread, and that. */
export function nextOf(older: readonly TimelineEntry[], shown: readonly Past[]): TimelineEntry[] {
  const known = new Set(shown.map(keyOf));
  const rest = older.filter((entry) => !known.has(keyOf(entry)));
  const thread = rest.findIndex(({ kind }) => kind === 'thread');
  return thread === -1 ? rest : rest.slice(0, thread + 1);
}
