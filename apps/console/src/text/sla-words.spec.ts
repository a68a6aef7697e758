import type { ThreadClock } from '#libs/contracts';
import { describe, expect, it } from 'vitest';
import { roughly, shortDue, urgencyOf } from './sla-words.ts';

const minute = 60_000;
const start = Date.parse('2026-03-02T10:00:00Z');
const clock = (minutes: number): ThreadClock => ({
  clock: 'first',
  startedAt: new Date(start).toISOString(),
  dueAt: new Date(start + minutes * minute).toISOString(),
  breached: false,
});

describe('a clock that runs', () => {
  it.each([
    [0, '1 min'],
    [20_000, '1 min'],
    [12 * minute, '12 min'],
    [59.5 * minute, '1 h'],
    [90 * minute, '2 h'],
    [47 * 60 * minute, '47 h'],
    [72 * 60 * minute, '3 d'],
    [-5 * minute, '5 min'],
  ])('%i ms is about %s', (ms, words) => expect(roughly(ms)).toBe(words));

  it.each([
    [60, 0, 'calm'],
    [60, 46, 'soon'],
    [60, 61, 'late'],
    [12, 1, 'calm'],
    [12, 3, 'soon'],
    [480, 350, 'calm'],
    [480, 370, 'soon'],
  ] as const)('of %i minutes after %i is %s', (whole, passed, urgency) => {
    expect(urgencyOf(clock(whole), start + passed * minute)).toBe(urgency);
  });

  it('says when it is over', () => {
    expect([shortDue(clock(30), start), shortDue(clock(30), start + 42 * minute)]).toEqual(['30 min', '12 min late']);
  });
});
