import { describe, expect, it } from 'vitest';
import { maySee, type Placed } from '#libs/messaging';
import { roomsOfThread, roomsOfView, viewsOfRooms } from './rooms.js';

const people = {
  'sees all': { userId: '1', memberOf: ['7'], teams: null },
  'kept to team 7': { userId: '1', memberOf: ['7'], teams: ['7'] },
  'kept to teams 7 and 8': { userId: '1', memberOf: ['7', '8'], teams: ['7', '8'] },
  'kept, in no team': { userId: '1', memberOf: [], teams: [] },
  'a machine': { userId: null, memberOf: [], teams: null },
};
const places: Placed[] = [null, '1', '2'].flatMap((assigneeId) =>
  [null, '7', '8', '9'].map((teamId) => ({ assigneeId, teamId })),
);
const belongs = {
  all: () => true,
  unassigned: ({ assigneeId }: Placed) => assigneeId === null,
  mine: ({ assigneeId }: Placed, me: string | null) => assigneeId !== null && assigneeId === me,
  team: ({ teamId }: Placed, _: string | null, memberOf: string[]) => teamId !== null && memberOf.includes(teamId),
};

describe.each(Object.entries(people))('somebody who %s', (_, who) => {
  it.each(['all', 'unassigned', 'mine', 'team'] as const)(
    'hears in the view %s of what is in it and theirs to see',
    (view) => {
      const here = roomsOfView(view, who);
      for (const place of places) {
        const heard = roomsOfThread(place).some((name) => here.includes(name));
        expect([place, heard]).toEqual([place, belongs[view](place, who.userId, who.memberOf) && maySee(place, who)]);
      }
    },
  );
});

it('rooms tell which views are on screens', () => {
  const who = { userId: '3', memberOf: ['7', '8'], teams: ['7', '8'] };
  const names = [...roomsOfView('all', who), ...roomsOfView('unassigned', who), 'thread:5', 'x'];
  expect(viewsOfRooms(new Set(names))).toEqual({
    all: false,
    unassigned: false,
    mine: ['3'],
    teams: ['7', '8'],
    free: [null, '7', '8'],
  });
  expect(viewsOfRooms(roomsOfView('mine', people['a machine']))).toMatchObject({ mine: [] });
  expect(viewsOfRooms(['inbox:all', 'inbox:unassigned'])).toMatchObject({ all: true, unassigned: true });
});
