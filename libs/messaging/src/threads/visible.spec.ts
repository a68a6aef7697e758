import { describe, expect, it } from 'vitest';
import { maySee } from './visible.js';

const everything = { userId: '1', teams: null };
const ada = { userId: '1', teams: ['7', '8'] };
const alone = { userId: '1', teams: [] };
const machine = { userId: null, teams: null };

describe('who sees which thread', () => {
  it.each([
    // assignee, team, everything, in teams 7 and 8, in no team
    [null, null, true, true, true],
    ['1', null, true, true, true],
    ['2', null, true, false, false],
    [null, '7', true, true, false],
    [null, '9', true, false, false],
    ['1', '7', true, true, true],
    ['1', '9', true, true, true],
    ['2', '7', true, true, false],
    ['2', '9', true, false, false],
  ] as const)('of assignee %s and team %s', (assigneeId, teamId, all, inTeams, inNone) => {
    const place = { assigneeId, teamId };
    expect([maySee(place, everything), maySee(place, machine)]).toEqual([all, true]);
    expect([maySee(place, ada), maySee(place, alone)]).toEqual([inTeams, inNone]);
  });
});
