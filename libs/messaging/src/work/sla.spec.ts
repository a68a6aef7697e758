import { describe, expect, it } from 'vitest';
import type { SlaTargets } from '#libs/contracts';
import { runningClocks, type Timed } from './sla.js';

const none: SlaTargets = { first: null, next: null, resolution: null };
const rules = {
  sla: {
    normal: { first: 30, next: 60, resolution: 480 },
    high: { first: 10, next: null, resolution: null },
    urgent: none,
  },
  calendar: {
    timeZone: 'UTC',
    hours: { 1: [{ from: '09:00', to: '17:00' }], 2: [{ from: '09:00', to: '17:00' }] },
    holidays: [],
  },
};
// 2026-03-02 is a Monday.
const at = (clock: string) => new Date(`2026-03-02T${clock}:00Z`);
const thread: Timed = {
  status: 'open',
  priority: 0,
  waitingSince: at('10:00'),
  cycleStartedAt: at('09:30'),
  firstReplyAt: null,
  promisedAt: null,
  promiseAnsweredAt: null,
};
const clocks = (more: Partial<Timed>, now = at('10:15')) =>
  runningClocks({ ...thread, ...more }, rules, now).map(
    (c) => `${c.clock} ${c.dueAt.slice(8, 16)}${c.breached ? ' !' : ''}`,
  );

describe('the clocks of a thread', () => {
  it.each<[string, Partial<Timed>, string[]]>([
    ['the customer waits for the first answer', {}, ['first 02T10:30', 'resolution 03T09:30']],
    ['nobody waits', { waitingSince: null }, ['resolution 03T09:30']],
    ['it was answered and they wrote again', { firstReplyAt: at('09:50') }, ['next 02T11:00', 'resolution 03T09:30']],
    ['it is resolved', { status: 'resolved' }, []],
    ['it is snoozed', { status: 'snoozed' }, ['first 02T10:30', 'resolution 03T09:30']],
    ['it is of high priority', { priority: 1 }, ['first 02T10:10 !']],
    ['high, and answered before', { priority: 1, firstReplyAt: at('09:50') }, []],
    ['urgent has no targets', { priority: 2 }, []],
    ['an answer was promised', { priority: 2, promisedAt: at('10:20') }, ['promised 02T10:20']],
    ['promised, and late', { priority: 2, promisedAt: at('10:10') }, ['promised 02T10:10 !']],
    ['promised, and kept', { priority: 2, promisedAt: at('10:20'), promiseAnsweredAt: at('10:05') }, []],
    ['promised, and written too late', { priority: 2, promisedAt: at('09:59') }, []],
    ['promised to who has not written', { priority: 2, promisedAt: at('10:20'), waitingSince: null }, []],
    [
      'they wrote in the evening',
      { waitingSince: at('20:00'), cycleStartedAt: at('20:00') },
      ['first 03T09:30', 'resolution 03T17:00'],
    ],
  ])('%s', (_, more, expected) => expect(clocks(more)).toEqual(expected));

  it('run out at their time and not before', () => {
    expect(clocks({}, at('10:30'))[0]).toBe('first 02T10:30');
    expect(clocks({}, new Date(at('10:30').getTime() + 1))[0]).toBe('first 02T10:30 !');
  });
});
