import { expect, it } from 'vitest';
import type { CannedAnswer, User } from '#libs/contracts';
import { matchingAnswers, matchingPeople } from './matches.ts';

const answer = (shortcut: string, title: string, text = ''): CannedAnswer => ({
  id: shortcut,
  shortcut,
  title,
  text,
  team: null,
  updatedAt: '2026-03-01T12:00:00Z',
});
const answers = [
  answer('öffnung', 'Öffnungszeiten'),
  answer('hello', 'Greeting', 'Good day'),
  answer('meter', 'How to read a meter'),
  answer('photo', 'Ask for a photo', 'of your meter'),
  answer('thermometer', 'Too cold'),
];
const people = ['Ada Okafor', 'Ben Castillo', 'Zoë Müller'].map((name, n): User => {
  return { id: String(n), name, email: '', role: 'agent' } as User;
});

it.each([
  ['', ['öffnung', 'hello', 'meter', 'photo', 'thermometer']],
  ['meter', ['meter', 'thermometer', 'photo']],
  ['off', ['öffnung']],
  ['GREET', ['hello']],
  ['nothing', []],
])('answers for /%s', (query, shortcuts) => {
  expect(matchingAnswers(answers, query).map(({ shortcut }) => shortcut)).toEqual(shortcuts);
});

it.each([
  ['', ['Ada Okafor', 'Ben Castillo', 'Zoë Müller']],
  ['be', ['Ben Castillo']],
  ['muller', ['Zoë Müller']],
  ['ada ok', ['Ada Okafor']],
  // Chosen already.
  ['Ada Okafor', []],
  ['x', []],
])('colleagues for @%s', (query, names) => {
  expect(matchingPeople(people, query).map(({ name }) => name)).toEqual(names);
});
