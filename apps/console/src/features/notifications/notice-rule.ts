import type { ThreadSummary } from '#libs/contracts';
import type { NoticeKind } from './notice-settings.ts';

/** Of a thread as it was last heard of. */
export type Before = Pick<ThreadSummary, 'status' | 'assignee' | 'lastSeq'>;

const fresh = 60_000;

/**
 * What a change of a thread is to one person, if anything. `before`: as this console last heard of it; of a thread it
 * never heard of only what is a minute old at most is news.
 */
export function noticeOf(
  before: Before | undefined,
  now: ThreadSummary,
  { me, at }: { me: string; at: number },
): Exclude<NoticeKind, 'mention'> | null {
  if (now.status !== 'open') return null;
  const recent = (time: string | undefined) => time !== undefined && at - Date.parse(time) < fresh;
  const mine = now.assignee?.id === me;
  const { lastMessage } = now;
  if (mine && before && before.assignee?.id !== me) return 'assigned';
  const wrote = lastMessage?.direction === 'inbound' && recent(lastMessage.at);
  if (mine && wrote && (!before || now.lastSeq > before.lastSeq)) return 'reply';
  if (mine) return !before && recent(now.updatedAt) && !wrote ? 'assigned' : null;
  if (now.assignee) return null;
  if (!before) return recent(now.createdAt) ? 'unassigned' : null;
  return before.assignee !== null || before.status !== 'open' ? 'unassigned' : null;
}
