import { expect, it } from 'vitest';
import { mentionsIn } from './mentions-in.ts';

const people = [
  { id: '1', name: 'Ada' },
  { id: '2', name: 'Ada Okafor' },
  { id: '3', name: 'Ben Castillo' },
  { id: '4', name: 'Zoë Müller' },
  { id: '5', name: 'Sam Lee' },
  { id: '6', name: 'Sam Lee' },
];

it.each([
  ['@Ben Castillo, please look', ['3']],
  ['please look, @ben castillo', ['3']],
  ['(@Ben Castillo)', ['3']],
  ['@Ada Okafor', ['2']],
  ['@Ada and @Ada Okafor', ['1', '2']],
  ['@Adam', []],
  ['@Zoë Müller!', ['4']],
  ['@Ben Castillo @Ben Castillo', ['3']],
  ['@Sam Lee', ['5', '6']],
  ['@Ben', []],
  ['ada@Ben Castillo', []],
  ['Ben Castillo', []],
  ['@', []],
  ['', []],
])('in %j', (text, ids) => {
  expect(mentionsIn(text, people)).toEqual(ids);
});
