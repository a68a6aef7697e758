import type { Principal } from '#libs/access';
import type { ThreadView } from '#libs/contracts';
import type { Placed } from '#libs/messaging';

/** Rooms are views, so that a console hears only of the threads its inbox shows and its colleague may see. */
export const inboxPrefix = 'inbox:';
const none = 'none';

export const room = {
  all: `${inboxPrefix}all`,
  unassigned: `${inboxPrefix}unassigned`,
  mine: (userId: string) => `${inboxPrefix}mine:${userId}`,
  team: (teamId: string) => `${inboxPrefix}team:${teamId}`,
  /** What nobody has taken, of one team or of none. */
  free: (teamId: string | null) => `${inboxPrefix}free:${teamId ?? none}`,
  /** Everybody in a room of a team: whose thread is of which team is only known from the database. */
  byTeam: `${inboxPrefix}by-team`,
};
export const threadRoom = (threadId: string) => `thread:${threadId}`;

/** Where the console of somebody is while it shows a view; who is kept to teams is where their teams' threads are. */
export function roomsOfView(
  view: ThreadView | 'team',
  { userId, memberOf, teams }: Omit<Principal, 'id' | 'name' | 'role'>,
) {
  const mine = room.mine(String(userId));
  if (view === 'mine') return [mine];
  if (view === 'team') return [room.byTeam, ...memberOf.map(room.team)];
  if (teams === null) return [view === 'all' ? room.all : room.unassigned];
  const free = [room.byTeam, room.free(null)];
  return view === 'all' ? [...free, mine, ...teams.map(room.team)] : [...free, ...teams.map(room.free)];
}

/** Where a thread is to be seen. */
export function roomsOfThread({ assigneeId, teamId }: Placed): string[] {
  const whose = assigneeId === null ? [room.unassigned, room.free(teamId)] : [room.mine(assigneeId)];
  return [room.all, ...whose, ...(teamId === null ? [] : [room.team(teamId)])];
}

/** The views that these rooms are. */
export function viewsOfRooms(names: Iterable<string>) {
  const views = {
    all: false,
    unassigned: false,
    mine: [] as string[],
    teams: [] as string[],
    free: [] as (string | null)[],
  };
  for (const name of names) {
    if (name === room.all) views.all = true;
    else if (name === room.unassigned) views.unassigned = true;
    const [, kind, id] = /^inbox:(mine|team|free):(\d+|none)$/.exec(name) ?? [];
    if (kind === 'mine' && id !== none) views.mine.push(id!);
    if (kind === 'team') views.teams.push(id!);
    if (kind === 'free') views.free.push(id === none ? null : id!);
  }
  return views;
}
