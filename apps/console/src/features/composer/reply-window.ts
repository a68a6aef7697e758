import type { HeldConsent, ThreadSummary } from '#libs/contracts';

export type ReplyState =
  | { kind: 'open'; until: string | null; /** Soon enough to say so. */ closing: boolean }
  | { kind: 'window-closed'; since: string | null }
  | { kind: 'resolved' }
  | { kind: 'opted-out'; consent: HeldConsent }
  | { kind: 'not-now' };

const soon = 60 * 60_000;

/** Whether the customer can be answered now, and if not, why. The window also closes by itself, without any event. */
export function replyState(
  thread: Pick<ThreadSummary, 'status' | 'channel' | 'canReply' | 'windowExpiresAt' | 'optedOut'>,
  now: number,
): ReplyState {
  if (thread.status === 'resolved') return { kind: 'resolved' };
  if (thread.optedOut) return { kind: 'opted-out', consent: thread.optedOut };
  const until = thread.windowExpiresAt;
  const left = until === null ? null : Date.parse(until) - now;
  if (left !== null && left <= 0) return { kind: 'window-closed', since: until };
  if (thread.canReply) return { kind: 'open', until, closing: left !== null && left < soon };
  // Only WhatsApp has a window; before the customer's first message it has not opened yet.
  return thread.channel === 'whatsapp' && until === null ? { kind: 'window-closed', since: null } : { kind: 'not-now' };
}
