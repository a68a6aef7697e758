import type { Principal } from '#libs/access';

/** Of a principal, what decides about what they may see. */
export type Eyes = Pick<Principal, 'userId' | 'teams'>;
/** Of a thread, the same. */
export interface Placed {
  assigneeId: string | null;
  teamId: string | null;
}

/** Who is kept to teams sees their own threads, those of their teams, and those of no team that nobody has taken. */
export function maySee({ assigneeId, teamId }: Placed, { userId, teams }: Eyes): boolean {
  if (teams === null) return true;
  if (assigneeId !== null && assigneeId === userId) return true;
  return teamId === null ? assigneeId === null : teams.includes(teamId);
}

/** The same as a condition on `threads` under the name given; with the parameters of `eyesOf`, such as `$2` and `$3`. */
export const visibleTo = (t: string, user: string, teams: string) => `(${teams}::bigint[] is null
  or ${t}.assignee_id = ${user}::bigint
  or case when ${t}.team_id is null then ${t}.assignee_id is null else ${t}.team_id = any(${teams}::bigint[]) end)`;

/** A contact is seen by who sees one of its threads; one without a thread by everybody. `c`: the contact's id. */
export const contactVisibleTo = (c: string, user: string, teams: string) => `(${teams}::bigint[] is null
  or exists (select from threads seen where seen.contact_id = ${c} and ${visibleTo('seen', user, teams)})
  or not exists (select from threads seen where seen.contact_id = ${c}))`;

export const eyesOf = ({ userId, teams }: Eyes): [userId: string | null, teams: readonly string[] | null] => [
  userId,
  teams,
];

/** The same of a row of `users`, for who is not the one that asks. */
export const visibleToUser = (t: string, u: string) => `(${u}.role <> 'agent' or ${u}.sees = 'all'
  or ${t}.assignee_id = ${u}.id
  or case when ${t}.team_id is null then ${t}.assignee_id is null
     else exists (select from team_members m where m.team_id = ${t}.team_id and m.user_id = ${u}.id) end)`;
