import { expect, it } from 'vitest';
import { type Customer, hours, Log, minutes } from '../testing/story.js';
import { episodesOf } from './episodes-of.js';
import { historyOf } from './history.js';

/** When, in minutes after the first call, an agent has spoken with somebody. */
function spoken(tell: (one: Customer) => void): number[] {
  const log = new Log(new Date('2026-03-02T09:00:00Z'));
  const one = log.customer('1').rings(0).decided(1000);
  tell(one);
  return episodesOf(historyOf(log.events))[0]!.agentVoice.map(
    (at) => (at.getTime() - log.at(0).getTime()) / minutes(1),
  );
}

it.each<[what: string, tell: (one: Customer) => void, expected: number[]]>([
  ['a call that an agent answered: when it rang', (one) => void one.ends(minutes(9), true), [0]],
  ['one that nobody answered', (one) => void one.ends(minutes(9), false), []],
  [
    'a callback: when it was made',
    (one) =>
      void one.chooses(minutes(1), 'callback').ends(minutes(2), false).corrected(hours(2), { answeredByAgent: true }),
    [120],
  ],
  [
    'a callback whose call ends with it',
    (one) => void one.chooses(minutes(1), 'callback').ends(minutes(40), true),
    [40],
  ],
  [
    'a callback that is marked as the same issue later: when it was made',
    (one) => {
      one.chooses(minutes(1), 'callback').ends(minutes(40), true);
      one.corrected(hours(5), { answeredByAgent: true, sameIssue: true });
    },
    [40],
  ],
  ['a callback that is still due', (one) => void one.chooses(minutes(1), 'callback').ends(minutes(2), false), []],
  [
    'solved by phone, and then again in the next cycle',
    (one) => {
      one.accepts(minutes(1)).engaged(minutes(2)).resolved(minutes(30), { voice: true });
      one.tells(minutes(60), 'thread.reopened', { cycle: 2, by: 'customer' });
      one.resolved(minutes(90), { voice: true, cycle: 2 });
    },
    [30, 90],
  ],
  [
    'solved by phone in the very call that was answered',
    (one) => void one.accepts(minutes(1)).ends(minutes(10), true).resolved(minutes(30), { voice: true }),
    [0],
  ],
])('%s', (_, tell, expected) => expect(spoken(tell)).toEqual(expected));
