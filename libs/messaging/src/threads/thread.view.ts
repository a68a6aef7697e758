import type { ThreadSummary } from '#libs/contracts';
import { windowExpiry, windowOpen } from './reply-window.js';
import type { ThreadRow } from './threads.sql.js';

/** `replyWindowHours` of the thread's channel; null where it has no window. */
export function threadView(row: ThreadRow, replyWindowHours: number | null, now: Date): ThreadSummary {
  const at = row.lastAt.toISOString();
  return {
    id: row.id,
    status: row.status,
    channel: row.channel,
    contact: { id: row.contactId, name: row.contactName, phone: row.contactPhone },
    assignee: row.assigneeId ? { id: row.assigneeId, name: row.assigneeName ?? '' } : null,
    unreadCount: row.unreadCount,
    lastSeq: row.lastSeq,
    lastMessage: row.lastType ? { text: row.lastText, type: row.lastType, direction: row.lastDirection, at } : null,
    handoff: row.handoff,
    windowExpiresAt: windowExpiry(row.windowStartedAt, replyWindowHours)?.toISOString() ?? null,
    canReply: row.status !== 'resolved' && windowOpen(row.windowStartedAt, replyWindowHours, now),
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: at,
  };
}
