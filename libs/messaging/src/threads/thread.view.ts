import type { Capabilities } from '#libs/channels';
import { Priority, type ThreadSummary, type WorkSettings } from '#libs/contracts';
import { windowExpiry, windowOpen } from './reply-window.js';
import { runningClocks } from '../work/sla.js';
import type { ThreadRow } from './threads.sql.js';

/** What is said of a thread whose channel no longer exists: nothing can be sent, and nothing ever closes. */
const none: Capabilities = {
  maxTextLength: 0,
  replyWindowHours: null,
  needsTemplate: false,
  answersKeywords: [],
  files: [],
  choices: null,
  pace: { perSecond: 0, pair: null },
};

/** `capabilities` of the thread's channel; `rules`: how the company works. */
export function threadView(
  row: ThreadRow,
  capabilities: Capabilities = none,
  now: Date,
  rules: WorkSettings,
): ThreadSummary {
  const { replyWindowHours, maxTextLength } = capabilities;
  const clocks = runningClocks(row, rules, now);
  const at = row.lastAt.toISOString();
  return {
    id: row.id,
    status: row.status,
    channel: row.channel,
    contact: { id: row.contactId, name: row.contactName, phone: row.contactPhone },
    assignee: row.assigneeId ? { id: row.assigneeId, name: row.assigneeName ?? '' } : null,
    team: row.teamId ? { id: row.teamId, name: row.teamName ?? '' } : null,
    priority: Priority.options[row.priority] ?? 'normal',
    tags: row.tags,
    queue: row.queue,
    intent: row.intent,
    hasPhoto: row.hasPhoto,
    snoozedUntil: row.snoozedUntil?.toISOString() ?? null,
    waitingSince: row.waitingSince?.toISOString() ?? null,
    cycle: row.cycle,
    disposition: row.disposition,
    sla: clocks[0] ?? null,
    clocks,
    unreadCount: row.unreadCount,
    lastSeq: row.lastSeq,
    readSeq: row.readSeq,
    lastMessage: row.lastType ? { text: row.lastText, type: row.lastType, direction: row.lastDirection, at } : null,
    handoff: row.handoff,
    windowExpiresAt: windowExpiry(row.windowStartedAt, replyWindowHours)?.toISOString() ?? null,
    canReply: row.status !== 'resolved' && !row.optedOut && windowOpen(row.windowStartedAt, replyWindowHours, now),
    optedOut: row.optedOut,
    flaggedSeq: row.flaggedSeq,
    maxTextLength,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: at,
  };
}
