import { describe, expect, it } from 'vitest';
import { assign, mayTake, type Member, skillsFor, type Waiting } from './assign-rule.js';

const now = 1_000_000;
const member = (id: string, more: Partial<Member> = {}): Member => ({
  id,
  teams: ['1'],
  availability: 'online',
  skills: [],
  capacity: 8,
  active: 0,
  givenAt: 0,
  ...more,
});
const thread = (id: string, more: Partial<Waiting> = {}): Waiting => ({
  id,
  teamId: '1',
  priority: 0,
  since: 100,
  skills: [],
  passedBy: null,
  weight: 1,
  ...more,
});
const given = (threads: Waiting[], members: Member[]) =>
  assign(threads, members, now).map(({ threadId, userId }) => `${threadId} to ${userId}`);

describe('who may take a thread', () => {
  it.each<[string, Partial<Member>, Partial<Waiting>, boolean]>([
    ['who is there and has room', {}, {}, true],
    ['not who is away', { availability: 'away' }, {}, false],
    ['not who is offline', { availability: 'offline' }, {}, false],
    ['not who is in another team', { teams: ['2'] }, {}, false],
    ['not who is in no team', { teams: [] }, {}, false],
    ['who is in several', { teams: ['2', '1'] }, {}, true],
    ['not who is full', { active: 8 }, {}, false],
    ['not who has room for half of it', { active: 7.5 }, {}, false],
    ['who has just room', { active: 7 }, {}, true],
    ['who has just room for one that waits for its customer', { active: 7.5 }, { weight: 0.5 }, true],
    ['not who takes none', { capacity: 0 }, {}, false],
    ['not who has more than fits', { capacity: 2, active: 9 }, {}, false],
    ['not who lacks a skill', { skills: ['gas'] }, { skills: ['gas', 'french'] }, false],
    ['who has them all, however written', { skills: ['Gas ', 'FRENCH', 'x'] }, { skills: ['gas', 'french'] }, true],
    ['who has more than it takes', { skills: ['gas'] }, {}, true],
    ['not who has put it back', {}, { passedBy: '7' }, false],
    ['who has not', {}, { passedBy: '8' }, true],
  ])('%s', (_, who, what, may) => expect(mayTake(member('7', who), thread('1', what))).toBe(may));
});

describe('what a thread takes', () => {
  const rules = [
    { match: 'intent' as const, value: 'refund', skills: ['Refunds'] },
    { match: 'queue' as const, value: 'gas', skills: ['gas', 'refunds '] },
    { match: 'queue' as const, value: 'refund', skills: ['never'] },
  ];
  it.each([
    [null, null, []],
    ['other', 'other', []],
    ['refund', null, ['refunds']],
    [null, 'gas', ['gas', 'refunds']],
    ['refund', 'gas', ['refunds', 'gas']],
    ['Refund', 'Gas', []],
  ])('with intent %s in queue %s: %j', (intent, queue, skills) =>
    expect(skillsFor(rules, { intent, queue })).toEqual(skills),
  );
});

describe('who gets which', () => {
  it.each<[string, Waiting[], Member[], string[]]>([
    ['nothing waits', [], [member('1')], []],
    ['nobody is there', [thread('1')], [], []],
    [
      'the more urgent first, however late',
      [thread('1', { since: 1 }), thread('2', { priority: 2, since: 9 }), thread('3', { priority: 1, since: 5 })],
      [member('1', { capacity: 2 })],
      ['2 to 1', '3 to 1'],
    ],
    [
      'who waits longest first',
      [thread('1', { since: 9 }), thread('2', { since: 1 })],
      [member('1', { capacity: 1 })],
      ['2 to 1'],
    ],
    [
      'of the same moment the older thread, by number and not by spelling',
      [thread('10'), thread('9')],
      [member('1', { capacity: 1 })],
      ['9 to 1'],
    ],
    [
      'the least share and not the fewest',
      [thread('1')],
      [member('1', { capacity: 2, active: 1 }), member('2', { capacity: 10, active: 4 })],
      ['1 to 2'],
    ],
    [
      'of the same share who has gone longest without',
      [thread('1')],
      [member('1', { givenAt: 50 }), member('2', { givenAt: 20 }), member('3', { givenAt: 30 })],
      ['1 to 2'],
    ],
    ['of the same in everything the first', [thread('1')], [member('10'), member('9')], ['1 to 9']],
    [
      'turn by turn',
      [thread('1'), thread('2'), thread('3'), thread('4')],
      [member('1'), member('2')],
      ['1 to 1', '2 to 2', '3 to 1', '4 to 2'],
    ],
    [
      'by share while it fills',
      [thread('1'), thread('2'), thread('3'), thread('4')],
      [member('1', { capacity: 1 }), member('2', { capacity: 3 })],
      ['1 to 1', '2 to 2', '3 to 2', '4 to 2'],
    ],
    [
      'until all are full',
      [thread('1'), thread('2'), thread('3')],
      [member('1', { capacity: 1 }), member('2', { capacity: 1 })],
      ['1 to 1', '2 to 2'],
    ],
    [
      'one that nobody may take holds up none behind it',
      [thread('1', { priority: 2, skills: ['latin'] }), thread('2')],
      [member('1')],
      ['2 to 1'],
    ],
    [
      'each within its team, and who is in both counts once',
      [thread('1', { teamId: '1' }), thread('2', { teamId: '2' }), thread('3', { teamId: '2' })],
      [member('1', { teams: ['1', '2'], capacity: 1 }), member('2', { teams: ['2'], capacity: 1 })],
      ['1 to 1', '2 to 2'],
    ],
    [
      'a half where no whole one fits',
      [thread('1'), thread('2', { weight: 0.5 })],
      [member('1', { capacity: 1, active: 0.5 })],
      ['2 to 1'],
    ],
    [
      'to somebody else than who has put it back',
      [thread('1', { passedBy: '1' })],
      [member('1'), member('2', { active: 5 })],
      ['1 to 2'],
    ],
  ])('%s', (_, threads, members, expected) => expect(given(threads, members)).toEqual(expected));

  /** Every combination of small cases, against what must hold of any answer. */
  it('never gives what may not be taken, and leaves nothing that somebody could still take', () => {
    const members = ['online', 'away'].flatMap((availability) =>
      [0, 1, 2].flatMap((capacity) =>
        [[], ['a']].flatMap((skills) =>
          [['1'], ['2'], ['1', '2']].map((teams) => ({ availability, capacity, skills, teams }) as Partial<Member>),
        ),
      ),
    );
    const threads = [0, 2].flatMap((priority) =>
      [[], ['a']].flatMap((skills) => ['1', '2'].map((teamId) => ({ priority, skills, teamId }))),
    );
    let cases = 0;
    for (const one of members)
      for (const two of members)
        for (const first of threads)
          for (const second of threads) {
            const people = [member('1', one), member('2', two)];
            const waiting = [thread('1', first), thread('2', second)];
            const answer = assign(waiting, people, now);
            const after = people.map((person) => ({
              ...person,
              active: person.active + answer.filter(({ userId }) => userId === person.id).length,
            }));
            for (const { threadId, userId } of answer) {
              const taken = waiting.find(({ id }) => id === threadId)!;
              if (
                !mayTake(
                  people.find(({ id }) => id === userId)!,
                  taken,
                )
              )
                throw new Error('may not');
            }
            if (new Set(answer.map(({ threadId }) => threadId)).size < answer.length) throw new Error('given twice');
            for (const person of after) if (person.active > person.capacity) throw new Error('too much');
            for (const left of waiting.filter(({ id }) => !answer.some(({ threadId }) => threadId === id)))
              if (after.some((person) => mayTake(person, left))) throw new Error('left although somebody could');
            cases++;
          }
    expect(cases).toBe(36 * 36 * 8 * 8);
  });
});
