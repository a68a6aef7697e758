import type { ThreadSummary } from '#libs/contracts';
import { describe, expect, it } from 'vitest';
import { patchPages, rowsOf, type ThreadFilter } from './thread-list.ts';

const thread = (id: string, minute: number, more: Partial<ThreadSummary> = {}): ThreadSummary => ({
  id,
  status: 'open',
  channel: 'whatsapp',
  contact: { id: '1', name: null, phone: '+447700900123' },
  assignee: null,
  team: null,
  priority: 'normal',
  tags: [],
  queue: null,
  intent: null,
  hasPhoto: false,
  snoozedUntil: null,
  waitingSince: null,
  cycle: 1,
  disposition: null,
  sla: null,
  clocks: [],
  unreadCount: 0,
  lastSeq: 1,
  readSeq: 0,
  lastMessage: null,
  handoff: null,
  windowExpiresAt: null,
  canReply: true,
  optedOut: null,
  flaggedSeq: null,
  maxTextLength: 4096,
  version: 1,
  createdAt: '2026-03-01T09:00:00Z',
  updatedAt: new Date(Date.UTC(2026, 2, 1, 9, minute)).toISOString(),
  ...more,
});
const all: ThreadFilter = { view: 'all', status: 'open', q: '' };
const ids = (pages: { items: ThreadSummary[] }[]) => pages.map((p) => p.items.map((t) => t.id));
const pages = (nextCursor: string | null = null) => [
  { items: [thread('5', 50), thread('4', 40)], nextCursor: 'x' },
  { items: [thread('3', 30), thread('2', 20)], nextCursor },
];

describe('patching the pages of a list', () => {
  it('moves a thread with news to the top', () => {
    expect(ids(patchPages(pages(), thread('2', 55, { version: 2 }), all, '9'))).toEqual([['2', '5', '4'], ['3']]);
  });

  it('ignores what is not newer and keeps the very same pages', () => {
    const before = pages();
    expect(patchPages(before, thread('2', 55, { version: 1 }), all, '9')).toBe(before);
  });

  it('takes in a thread that belongs and puts it into its place', () => {
    expect(ids(patchPages(pages(), thread('9', 35), all, '9'))).toEqual([
      ['5', '4'],
      ['9', '3', '2'],
    ]);
  });

  it('leaves a thread older than everything loaded to its own page', () => {
    expect(ids(patchPages(pages('more'), thread('1', 1), all, '9'))).toEqual(ids(pages()));
    expect(ids(patchPages(pages(null), thread('1', 1), all, '9'))[1]).toEqual(['3', '2', '1']);
  });

  it('takes out what no longer belongs to the view or the status', () => {
    const taken = thread('4', 56, { version: 2, assignee: { id: '7', name: 'Sam' } });
    expect(ids(patchPages(pages(), taken, { ...all, view: 'unassigned' }, '9'))[0]).toEqual(['5']);
    expect(ids(patchPages(pages(), taken, { ...all, view: 'mine' }, '7'))[0]).toEqual(['4', '5']);
    expect(ids(patchPages(pages(), { ...taken, status: 'resolved' }, all, '9'))[0]).toEqual(['5']);
  });

  it('adds nothing to a search, but keeps what is found up to date', () => {
    const searched = { ...all, q: 'sam' };
    expect(ids(patchPages(pages(), thread('9', 58), searched, '9'))).toEqual(ids(pages()));
    expect(ids(patchPages(pages(), thread('2', 58, { version: 2 }), searched, '9'))[0]).toEqual(['2', '5', '4']);
  });

  it('fills an empty list', () => {
    expect(ids(patchPages([{ items: [], nextCursor: null }], thread('1', 1), all, '9'))).toEqual([['1']]);
  });
});

describe('rows', () => {
  it('draws a thread found in two pages once, as its newer self', () => {
    const rows = rowsOf([
      { items: [thread('5', 50, { version: 3 })], nextCursor: 'x' },
      { items: [thread('5', 10, { version: 2 }), thread('4', 40)], nextCursor: null },
    ]);
    expect(rows.map((t) => [t.id, t.version])).toEqual([
      ['5', 3],
      ['4', 1],
    ]);
  });
});
