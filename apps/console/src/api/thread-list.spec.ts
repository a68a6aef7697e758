import type { ThreadSummary } from '#libs/contracts';
import { describe, expect, it } from 'vitest';
import { orderOf, patchPages, rowsOf, type ThreadFilter } from './thread-list.ts';

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
const me = { id: '9', teams: ['4'] };
const all: ThreadFilter = { view: 'all', status: 'open', q: '' };
const ids = (pages: { items: ThreadSummary[] }[]) => pages.map((p) => p.items.map((t) => t.id));
const pages = (nextCursor: string | null = null) => [
  { items: [thread('5', 50), thread('4', 40)], nextCursor: 'x' },
  { items: [thread('3', 30), thread('2', 20)], nextCursor },
];

describe('patching the pages of a list', () => {
  it('moves a thread with news to the top', () => {
    expect(ids(patchPages(pages(), thread('2', 55, { version: 2 }), all, me))).toEqual([['2', '5', '4'], ['3']]);
  });

  it('ignores what is not newer and keeps the very same pages', () => {
    const before = pages();
    expect(patchPages(before, thread('2', 55, { version: 1 }), all, me)).toBe(before);
  });

  it('takes in a thread that belongs and puts it into its place', () => {
    expect(ids(patchPages(pages(), thread('9', 35), all, me))).toEqual([
      ['5', '4'],
      ['9', '3', '2'],
    ]);
  });

  it('leaves a thread older than everything loaded to its own page', () => {
    expect(ids(patchPages(pages('more'), thread('1', 1), all, me))).toEqual(ids(pages()));
    expect(ids(patchPages(pages(null), thread('1', 1), all, me))[1]).toEqual(['3', '2', '1']);
  });

  it('takes out what no longer belongs to the view or the status', () => {
    const taken = thread('4', 56, { version: 2, assignee: { id: '7', name: 'Sam' } });
    expect(ids(patchPages(pages(), taken, { ...all, view: 'unassigned' }, me))[0]).toEqual(['5']);
    expect(ids(patchPages(pages(), taken, { ...all, view: 'mine' }, { ...me, id: '7' }))[0]).toEqual(['4', '5']);
    expect(ids(patchPages(pages(), { ...taken, status: 'resolved' }, all, me))[0]).toEqual(['5']);
  });

  it('adds nothing to a search, but keeps what is found up to date', () => {
    const searched = { ...all, q: 'sam' };
    expect(ids(patchPages(pages(), thread('9', 58), searched, me))).toEqual(ids(pages()));
    expect(ids(patchPages(pages(), thread('2', 58, { version: 2 }), searched, me))[0]).toEqual(['2', '5', '4']);
  });

  it('fills an empty list', () => {
    expect(ids(patchPages([{ items: [], nextCursor: null }], thread('1', 1), all, me))).toEqual([['1']]);
  });
});

describe('what belongs to a list', () => {
  const busy = thread('1', 1, {
    channel: 'sms',
    intent: 'leak',
    queue: 'north',
    tags: ['vip', 'old'],
    priority: 'high',
    hasPhoto: true,
    team: { id: '4', name: 'Leaks' },
  });
  it.each<[Partial<ThreadFilter>, boolean]>([
    [{}, true],
    [{ channel: 'sms', intent: 'leak', queue: 'north', tag: 'vip', priority: 'high', hasPhoto: true, team: '4' }, true],
    [{ channel: 'whatsapp' }, false],
    [{ intent: 'bill' }, false],
    [{ queue: 'south' }, false],
    [{ tag: 'vi' }, false],
    [{ priority: 'normal' }, false],
    [{ hasPhoto: false }, false],
    [{ team: '5' }, false],
    [{ view: 'team' }, true],
    [{ view: 'mine' }, false],
    [{ view: 'unassigned' }, true],
    [{ status: 'snoozed' }, false],
    [{ status: 'any' }, true],
  ])('%j: %s', (filter, expected) => {
    expect(patchPages([{ items: [], nextCursor: null }], busy, { ...all, ...filter }, me)[0]!.items.length === 1).toBe(
      expected,
    );
  });

  it('is not known of failed sends: the hub tells', () => {
    expect(ids(patchPages([{ items: [], nextCursor: null }], busy, { ...all, failed: true }, me))).toEqual([[]]);
  });

  it('keeps what a search found in it', () => {
    const hit = { seq: 3, parts: [{ text: 'leak', found: true }] };
    const found = [{ items: [{ ...thread('5', 50), hit }], nextCursor: null }];
    const patched = patchPages(found, thread('5', 51, { version: 2 }), { ...all, q: 'leak' }, me);
    expect(patched[0]!.items[0]).toMatchObject({ version: 2, hit });
  });
});

describe('the order of a list', () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 2, 1, hour)).toISOString();
  const sorted = (threads: ThreadSummary[], sort: 'waiting' | 'window', now?: number) =>
    threads.toSorted(orderOf(sort, now)).map(({ id }) => id);

  it('by waiting: the longest first, then who does not wait, the latest first', () => {
    const waiting = [
      thread('1', 10),
      thread('2', 20),
      thread('3', 1, { waitingSince: at(8) }),
      thread('4', 2, { waitingSince: at(7) }),
      thread('5', 3, { waitingSince: at(8) }),
    ];
    expect(sorted(waiting, 'waiting')).toEqual(['4', '3', '5', '2', '1']);
  });

  it('by window: what closes first, then what is closed or has none, the latest first', () => {
    const windows = [
      thread('1', 10, { windowExpiresAt: at(5) }),
      thread('2', 20),
      thread('3', 1, { windowExpiresAt: at(12) }),
      thread('4', 2, { windowExpiresAt: at(11) }),
    ];
    expect(sorted(windows, 'window', Date.parse(at(6)))).toEqual(['4', '3', '2', '1']);
  });

  it('is kept when a thread has news', () => {
    const rows = [thread('1', 1, { waitingSince: at(7) }), thread('2', 2, { waitingSince: at(8) })];
    const news = thread('1', 30, { version: 2 });
    expect(ids(patchPages([{ items: rows, nextCursor: null }], news, { ...all, sort: 'waiting' }, me))).toEqual([
      ['2', '1'],
    ]);
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
