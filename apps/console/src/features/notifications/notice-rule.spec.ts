import type { ThreadSummary } from '#libs/contracts';
import { describe, expect, it } from 'vitest';
import { type Before, noticeOf } from './notice-rule.ts';

const at = Date.parse('2026-11-23T12:00:00Z');
const ago = (seconds: number) => new Date(at - seconds * 1000).toISOString();
const ada = { id: '1', name: 'Ada' };
const sam = { id: '2', name: 'Sam' };

const inbound = { text: 'Hello', type: 'text', direction: 'inbound', at: ago(5) } as const;
const thread = (more: Partial<ThreadSummary>): ThreadSummary =>
  ({
    status: 'open',
    assignee: null,
    lastSeq: 4,
    lastMessage: inbound,
    createdAt: ago(900),
    updatedAt: ago(1),
    ...more,
  }) as ThreadSummary;
const was = (more: Partial<Before> = {}): Before => ({ status: 'open', assignee: null, lastSeq: 3, ...more });

describe('what a change is to Ada', () => {
  it.each<[string, Before | undefined, Partial<ThreadSummary>, ReturnType<typeof noticeOf>]>([
    ['given to her', was(), { assignee: ada }, 'assigned'],
    ['taken from Sam for her', was({ assignee: sam }), { assignee: ada }, 'assigned'],
    ['her customer writes', was({ assignee: ada }), { assignee: ada }, 'reply'],
    [
      'she writes herself',
      was({ assignee: ada }),
      { assignee: ada, lastMessage: { ...inbound, direction: 'outbound' } },
      null,
    ],
    ['a receipt comes', was({ assignee: ada, lastSeq: 4 }), { assignee: ada }, null],
    ['her customer wakes a snoozed thread', was({ assignee: ada, status: 'snoozed' }), { assignee: ada }, 'reply'],
    ['her thread is resolved', was({ assignee: ada }), { assignee: ada, status: 'resolved' }, null],
    ['Sam takes one', was(), { assignee: sam }, null],
    ['Sam’s customer writes', was({ assignee: sam }), { assignee: sam }, null],
    ['Sam puts one back', was({ assignee: sam }), {}, 'unassigned'],
    ['a resolved one comes back', was({ status: 'resolved' }), {}, 'unassigned'],
    ['a customer writes where nobody is', was(), {}, null],
    ['a new one', undefined, { createdAt: ago(3) }, 'unassigned'],
    ['an old one that was never heard of', undefined, {}, null],
    ['hers, never heard of, with a new word', undefined, { assignee: ada }, 'reply'],
    [
      'hers, never heard of, without one',
      undefined,
      { assignee: ada, lastMessage: { ...inbound, at: ago(700) } },
      'assigned',
    ],
    [
      'hers, and nothing is new',
      undefined,
      { assignee: ada, updatedAt: ago(700), lastMessage: { ...inbound, at: ago(700) } },
      null,
    ],
    [
      'an old message that arrives late',
      was({ assignee: ada }),
      { assignee: ada, lastMessage: { ...inbound, at: ago(700) } },
      null,
    ],
  ])('%s', (_, before, now, notice) => expect(noticeOf(before, thread(now), { me: '1', at })).toBe(notice));
});
