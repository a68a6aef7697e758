import type { HeldConsent, ThreadSummary } from '#libs/contracts';

export type ReplyState =
  | { kind: 'open'; until: string | null; /** Soon enough to say so. */ closing: boolean }
  | { kind: 'window-closed'; since: string | null }
  | { kind: 'resolved' }
  | { kind: 'opted-out'; consent: HeldConsent }
  | { kind: 'not-now' };

const soon = 2 * 60 * 60_000;

const two = (n: number) => String(n).padStart(2, '0');

/** "1:59:07", in the last hour "14:07". */
export function leftWords(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

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
