import type { TestHub } from './hub.js';

export const userIdOf = async (hub: TestHub, who: { cookie: string }) =>
  (await hub.api<{ user: { id: string } }>('GET', '/api/v1/auth/session', undefined, who)).body.user.id;

export async function addTeam(hub: TestHub, name: string, members: readonly string[] = []): Promise<string> {
  const [team] = await hub.query<{ id: string }>('insert into teams (name) values ($1) returning id', [name]);
  for (const userId of members) await join(hub, team!.id, userId);
  return team!.id;
}

export const join = (hub: TestHub, teamId: string, userId: string) =>
  hub.query('insert into team_members (team_id, user_id) values ($1, $2)', [teamId, userId]);

export const leave = (hub: TestHub, teamId: string, userId: string) =>
  hub.query('delete from team_members where team_id = $1 and user_id = $2', [teamId, userId]);

/** all, or only what is theirs, their teams' or nobody's. */
export const keepTo = (hub: TestHub, userId: string, sees: 'all' | 'teams') =>
  hub.query('update users set sees = $2 where id = $1', [userId, sees]);

/** As if somebody had moved it, at another hub. */
export const place = (hub: TestHub, threadId: string, teamId: string | null, assigneeId: string | null = null) =>
  hub.query('update threads set team_id = $2, assignee_id = $3, version = version + 1 where id = $1', [
    threadId,
    teamId,
    assigneeId,
  ]);
