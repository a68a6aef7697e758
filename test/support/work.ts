import type { Colleague, TeamSettings } from '#libs/contracts';
import type { TestHub } from './hub.js';

export const colleagues = async (hub: TestHub): Promise<Colleague[]> =>
  (await hub.api<{ items: Colleague[] }>('GET', '/api/v1/users')).body.items;

/** One of the demo people, as their colleagues see them. */
export async function colleague(hub: TestHub, name: RegExp): Promise<Colleague> {
  return (await colleagues(hub)).find((person) => name.test(person.name))!;
}

export async function makeTeam(hub: TestHub, team: Partial<TeamSettings> & { name: string }): Promise<TeamSettings> {
  const { status, body } = await hub.api<TeamSettings>('POST', '/api/v1/teams', team);
  if (status !== 201) throw new Error(`team ${team.name}: ${JSON.stringify(body)}`);
  return body;
}

/** As if their consoles had last been seen this long ago. */
export const lastSeen = (hub: TestHub, userId: string, secondsAgo: number) =>
  hub.query(
    `insert into presence (user_id, seen_at) values ($1, now() - $2 * interval '1 s')
     on conflict (user_id) do update set seen_at = excluded.seen_at`,
    [userId, secondsAgo],
  );
