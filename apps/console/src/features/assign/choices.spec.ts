import type { Colleague, TeamSettings } from '#libs/contracts';
import { describe, expect, it } from 'vitest';
import { choices, keyOf, means } from './choices.ts';

const colleague = (id: string, name: string, more: Partial<Colleague> = {}): Colleague => ({
  id,
  name,
  email: `${id}@example.org`,
  role: 'agent',
  availability: 'online',
  chosen: 'online',
  teams: [],
  skills: [],
  sees: 'all',
  load: { active: 0, capacity: 8 },
  ...more,
});
const team = (id: string, name: string, members: string[] = []): TeamSettings => ({
  id,
  name,
  members,
  queues: [],
  autoAssign: false,
  skillRules: [],
});
const me = colleague('1', 'Ada Okafor');
const colleagues = [
  me,
  colleague('2', 'Ben Castillo', { load: { active: 4, capacity: 8 } }),
  colleague('3', 'Zoë Müller', { skills: ['Français'], load: { active: 1, capacity: 8 } }),
  colleague('4', 'Carl Away', { availability: 'away' }),
  colleague('5', 'Bea None', { load: { active: 0, capacity: 0 } }),
  colleague('6', 'Abe Gone', { availability: 'offline' }),
];
const teams = [team('1', 'Billing', ['2', '4', '6']), team('2', 'Support', ['1', '2'])];
const given = (query: string, thread: Parameters<typeof choices>[1]['thread']) =>
  choices(query, { thread, me: '1', colleagues, teams }).map(keyOf);
const nobodys = { assignee: null, team: null };

describe('to whom a thread can go', () => {
  it('oneself, who is there with most room, then the others, then teams', () => {
    const people = ['user-1', 'user-3', 'user-2', 'user-5', 'user-4', 'user-6'];
    expect(given('', nobodys)).toEqual([...people, 'team-1', 'team-2']);
  });

  it('not to who has it, but back to nobody', () => {
    const assignee = { id: '1', name: 'Ada Okafor' };
    expect(given('', { assignee, team: null })).toEqual([
      ...['user-3', 'user-2', 'user-5', 'user-4', 'user-6'],
      ...['team-1', 'team-2', 'nobody'],
    ]);
  });

  it('to its team only where somebody has it', () => {
    const own = { id: '1', name: 'Billing' };
    expect(given('bil', { assignee: null, team: own })).toEqual([]);
    expect(given('bil', { assignee: { id: '2', name: 'Ben' }, team: own })).toEqual(['team-1']);
  });

  it('says how many of a team are there', () => {
    const found = choices('', { thread: nobodys, me: '1', colleagues, teams });
    expect(found.flatMap((choice) => (choice.kind === 'team' ? [choice.present] : []))).toEqual([1, 2]);
  });

  it.each([
    ['cas', 'Ben Castillo', true],
    ['ben cas', 'Ben Castillo', true],
    ['castillo  BEN', 'Ben Castillo', true],
    ['stillo', 'Ben Castillo', false],
    ['zoe mull', 'Zoë Müller', true],
    ['', 'Anybody', true],
    ['x', '', false],
  ])('“%s” means %s: %s', (query, name, meant) => expect(means(query, name)).toBe(meant));

  it('finds by skill too', () => expect(given('franc', nobodys)).toEqual(['user-3']));
});
