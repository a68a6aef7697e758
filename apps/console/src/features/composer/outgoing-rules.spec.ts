import { describe, expect, it } from 'vitest';
import type { Problem } from '#libs/contracts';
import {
  afterFailure,
  canTakeBack,
  due,
  heldUp,
  isUnknown,
  nextDue,
  type Outgoing,
  restored,
} from './outgoing-rules.ts';

const now = 1_000_000;
const one = (clientId: string, fields: Partial<Outgoing> = {}): Outgoing => ({
  clientId,
  threadId: 't1',
  customer: 'Ana',
  text: clientId,
  kind: 'reply',
  mentions: [],
  files: [],
  at: '2026-03-01T12:00:00Z',
  lastSeenSeq: 3,
  state: 'held',
  sendAt: now,
  attempts: 0,
  ...fields,
});
const problem = (status: number): Problem => ({ type: 'x', title: 'x', status });
const ids = (all: readonly Outgoing[]) => all.map(({ clientId }) => clientId);

describe('what is due', () => {
  it('is what can be taken back no longer', () => {
    expect(ids(due([one('a')], now, true))).toEqual(['a']);
    expect(ids(due([one('a', { sendAt: now + 1 })], now, true))).toEqual([]);
    expect(ids(due([one('a')], now, false))).toEqual([]);
  });

  it('keeps the order within a thread, and no thread waits for another', () => {
    const all = [one('a', { sendAt: now + 9 }), one('b'), one('c', { threadId: 't2' })];
    expect(ids(due(all, now, true))).toEqual(['c']);
    expect(ids(due(all, now + 9, true))).toEqual(['a', 'c']);
  });

  it('is one at a time: what is under way holds back the next', () => {
    expect(ids(due([one('a', { state: 'sending' }), one('b')], now, true))).toEqual([]);
    expect(ids(due([one('a', { state: 'sent' }), one('b')], now, true))).toEqual(['b']);
  });

  it('does not wait for what was refused', () => {
    expect(ids(due([one('a', { state: 'failed' }), one('b')], now, true))).toEqual(['b']);
  });

  it('is looked for when the clock says, and only for a connection where there is one', () => {
    expect(nextDue([], now, true)).toBeNull();
    expect(nextDue([one('a', { sendAt: now + 5 })], now, true)).toBe(now + 5);
    expect(nextDue([one('a', { sendAt: now + 5 })], now, false)).toBe(now + 5);
    expect(nextDue([one('a', { state: 'waiting', sendAt: now + 5 })], now, true)).toBe(now + 5);
    expect(nextDue([one('a', { state: 'waiting', sendAt: now + 5 })], now, false)).toBeNull();
    expect(nextDue([one('a')], now, true)).toBeNull();
  });
});

describe('a request that failed', () => {
  it.each([
    [0, 'waiting'],
    [401, 'waiting'],
    [429, 'waiting'],
    [500, 'waiting'],
    [503, 'waiting'],
    [400, 'failed'],
    [403, 'failed'],
    [404, 'failed'],
    [409, 'failed'],
  ])('with %i is %s', (status, state) => {
    expect(afterFailure(one('a', { state: 'sending', attempts: 1 }), problem(status), now).state).toBe(state);
  });

  it('is tried again after longer and longer, up to half a minute', () => {
    const pauses = [1, 2, 3, 4, 5, 6, 7, 60].map(
      (attempts) => afterFailure(one('a', { state: 'sending', attempts }), problem(0), now).sendAt - now,
    );
    expect(pauses).toEqual([1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 30_000, 30_000]);
  });
});

describe('taking back', () => {
  it.each<[string, Partial<Outgoing>, boolean]>([
    ['held', {}, true],
    ['offline and never tried', { state: 'waiting' }, true],
    ['tried, nobody knows', { state: 'waiting', attempts: 1, problem: problem(0) }, false],
    ['under way', { state: 'sending', attempts: 1 }, false],
    ['refused', { state: 'failed', attempts: 1, problem: problem(409) }, true],
    ['sent', { state: 'sent', attempts: 1 }, false],
  ])('%s', (_, fields, possible) => {
    expect(canTakeBack(one('a', fields))).toBe(possible);
  });

  it('knows what may have arrived', () => {
    expect(isUnknown(one('a', { state: 'waiting', attempts: 2, problem: problem(503) }))).toBe(true);
    expect(isUnknown(one('a', { state: 'failed', attempts: 1, problem: problem(409) }))).toBe(false);
    expect(isUnknown(one('a', { state: 'waiting' }))).toBe(false);
  });
});

describe('a page that was reloaded', () => {
  it('goes on with what waits, and asks once more for what was under way', () => {
    const kept = [
      one('a', { state: 'sent' }),
      one('b', { state: 'sending', attempts: 1 }),
      one('c', { sendAt: now + 4_000 }),
      one('d', { state: 'failed', problem: problem(409) }),
    ];
    expect(restored(kept, now).map(({ clientId, state }) => [clientId, state])).toEqual([
      ['b', 'waiting'],
      ['c', 'held'],
      ['d', 'failed'],
    ]);
  });
});

it('what could have gone by now waits for the connection', () => {
  const all = [one('a'), one('b', { sendAt: now + 1 }), one('c', { state: 'failed' })];
  expect(heldUp(all, now).map(({ state }) => state)).toEqual(['waiting', 'held', 'failed']);
});
