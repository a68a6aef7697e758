import type { Call, TimelineEntry, TimelineThread } from '#libs/contracts';
import { describe, expect, it } from 'vitest';
import { beforeThread, besideThread, nextOf } from './past.ts';

const at = (day: number) => new Date(Date.UTC(2026, 2, day)).toISOString();
const thread = (id: string, day: number): TimelineEntry => ({
  kind: 'thread',
  at: at(day),
  thread: { id } as TimelineThread,
});
const call = (id: string, day: number): TimelineEntry => ({
  kind: 'call',
  at: at(day),
  call: { id, startedAt: at(day) } as Call,
});
const names = (entries: readonly TimelineEntry[]) =>
  entries.map((entry) => (entry.kind === 'call' ? `c${entry.call.id}` : `t${entry.thread.id}`));

const all = [
  call('9', 12),
  thread('4', 11),
  call('8', 10),
  call('7', 9),
  thread('3', 8),
  call('6', 6),
  call('5', 5),
  thread('2', 4),
  thread('1', 1),
];

describe('what went before a thread', () => {
  it('is what began before it', () => {
    expect(names(beforeThread(all, { id: '3', createdAt: at(8) }))).toEqual(['c6', 'c5', 't2', 't1']);
    expect(names(beforeThread(all, { id: '1', createdAt: at(1) }))).toEqual([]);
  });

  it('comes thread by thread, with the calls on the way', () => {
    const older = beforeThread(all, { id: '3', createdAt: at(8) });
    expect(names(nextOf(older, []))).toEqual(['c6', 'c5', 't2']);
    const shown = [
      { kind: 'thread' as const, thread: { id: '2' } as TimelineThread, messages: [], hasOlder: false },
      { kind: 'call' as const, call: { id: '5' } as Call },
      { kind: 'call' as const, call: { id: '6' } as Call },
    ];
    expect(names(nextOf(older, shown))).toEqual(['t1']);
    expect(names(nextOf([call('6', 6)], []))).toEqual(['c6']);
  });

  it('leaves beside it the calls until the next thread', () => {
    const { legs, follower } = besideThread(all, { id: '3', createdAt: at(8) });
    expect(legs.map(({ id }) => id)).toEqual(['7', '8']);
    expect(follower?.id).toBe('4');
    expect(besideThread(all, { id: '4', createdAt: at(11) })).toMatchObject({ legs: [{ id: '9' }], follower: null });
  });
});
