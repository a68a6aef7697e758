import type { Message, Thread } from '#libs/contracts';
import { useState } from 'react';
import { useLooking } from './use-mark-read.ts';

interface Line {
  /** Everything up to this number had been seen. */
  seenTo: number;
  count: number;
}

const lineOf = ({ readSeq, unreadCount }: Thread): Line => ({ seenTo: readSeq, count: unreadCount });

/**
 * Where what is new began: when the thread was opened, or when something came while nobody looked. It stays until a
 * colleague answers, so that it does not vanish under the reader's eyes.
 */
export function useUnreadLine(thread: Thread, messages: readonly Message[]): Line | null {
  const looking = useLooking();
  const [line, setLine] = useState<Line | null>(() => (thread.unreadCount > 0 ? lineOf(thread) : null));
  const [unread, setUnread] = useState(thread.unreadCount);
  if (unread !== thread.unreadCount) {
    setUnread(thread.unreadCount);
    if (unread === 0 && !looking) setLine(lineOf(thread));
  }
  if (!line) return null;
  const answered = messages.some(
    ({ seq, direction, author }) => seq > line.seenTo && direction === 'outbound' && author.kind === 'user',
  );
  return answered ? null : line;
}
