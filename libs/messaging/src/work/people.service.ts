import { Injectable } from '@nestjs/common';
import { Access, forbidden, type Principal } from '#libs/access';
import type { api, Availability, Colleague, RouteInput } from '#libs/contracts';
import { Database, notFound, type Sql } from '#libs/platform';
import { emailTaken, unknownTeam } from '../errors.js';
import { Feed } from '../feed.js';
import { loadOf, type Work as LoadedWork } from './load.js';
import { availabilities, choose, effective, seen, workOf } from './presence.sql.js';
import { changeSignIn, putBackAll } from './sign-ins.js';

type Put = RouteInput<typeof api.putUser>['body'];
type Create = RouteInput<typeof api.createUser>['body'];
type Patch = RouteInput<typeof api.patchUser>['body'];
type Work = Pick<Patch, 'skills' | 'capacity' | 'sees' | 'teams'>;
interface Row extends Omit<Colleague, 'load'> {
  capacity: number;
  work: (LoadedWork & { threads: number })[];
}

const colleagues = `
select u.id, u.name, u.email, u.role, u.skills, u.sees, u.capacity, ${effective('u', 'p')} as availability,
  u.availability as chosen, ${workOf('u.id')} as work,
  (select coalesce(json_agg(json_build_object('id', t.id::text, 'name', t.name) order by t.name), '[]')
   from team_members m join teams t on t.id = m.team_id where m.user_id = u.id) as teams
from users u left join presence p on p.user_id = u.id
where case when $1::bigint is null then (u.off_at is not null) = $2 else u.id = $1 end order by u.name, u.id`;

/** What offline ones have is nobody's hurry, and is not read. */
const agents = `
select u.id, u.name, u.capacity, a.availability, case when a.availability <> 'offline' then ${workOf('u.id')} else '[]' end as work
from users u left join presence p on p.user_id = u.id
cross join lateral (select ${effective('u', 'p')} as availability) a
where u.role = 'agent' and u.off_at is null order by u.name, u.id`;

/** Colleagues as work sees them: who is there, what they can do, how much they have. */
@Injectable()
export class People {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly feed: Feed,
  ) {}

  /** Those who may sign in, or those who are switched off. */
  list({ off = false } = {}): Promise<Colleague[]> {
    return this.read(null, off);
  }

  private async read(id: string | null, off: boolean | null): Promise<Colleague[]> {
    const rows = await this.db.named<Row>('colleagues', colleagues, [id, off]);
    return rows.map(({ work, capacity, ...row }) => ({ ...row, load: { active: loadOf(work), capacity } }));
  }

  /** Agents who may sign in: whether they are there, and if so how much they have. */
  async agents(): Promise<Pick<Colleague, 'id' | 'name' | 'availability' | 'load'>[]> {
    const rows = await this.db.named<Pick<Row, 'id' | 'name' | 'availability' | 'capacity' | 'work'>>(
      'agents',
      agents,
      [],
    );
    return rows.map(({ work, capacity, ...row }) => ({ ...row, load: { active: loadOf(work), capacity } }));
  }

  async get(id: string): Promise<Colleague> {
    const [colleague] = await this.read(id, null);
    if (!colleague) throw notFound('colleague');
    return colleague;
  }

  async put({ skills, capacity, sees, ...user }: Put): Promise<Colleague> {
    const { id } = await this.access.putUser(user);
    await this.db.transaction((sql) => changeWork(sql, id, { skills, capacity, sees }));
    this.feed.people();
    return this.get(id);
  }

  async create(user: Create): Promise<{ user: Colleague; password: string }> {
    const made = await this.access.createUser(user);
    if (!made) throw emailTaken();
    this.feed.people();
    return { user: await this.get(made.id), password: made.password };
  }

  async resetPassword(id: string, by: Principal): Promise<{ password: string }> {
    const password = await this.access.resetPassword(id, by);
    if (password === null) throw notFound('colleague');
    return { password };
  }

  /** What work somebody gets is a supervisor's matter, how they sign in an administrator's. */
  async patch(id: string, { name, email, role, off, ...work }: Patch, by: Principal): Promise<Colleague> {
    const signIn = [name, email, role, off].some((value) => value !== undefined);
    if (signIn && by.role !== 'admin') throw forbidden('Only administrators change who signs in and how.');
    const written = await this.db.transaction(async (sql) => {
      if (signIn) await changeSignIn(sql, id, { name, email, role, off });
      await changeWork(sql, id, work);
      return off ? putBackAll(sql, id, by) : [];
    });
    for (const message of written) this.feed.created(message, null);
    this.feed.people();
    return this.get(id);
  }

  /** For who has a console open or is at one: a machine takes no work. */
  async choose({ userId }: Principal, availability: Availability): Promise<Colleague> {
    if (userId === null) throw forbidden('An API key takes no work: sign in as a person.');
    await this.db.query(choose, [userId, availability]);
    this.feed.people();
    return this.get(userId);
  }

  /** These people have a console open. */
  async seen(userIds: readonly string[]): Promise<void> {
    if (userIds.length > 0) await this.db.named('people-seen', seen, [userIds]);
  }

  availabilities(): Promise<Pick<Colleague, 'id' | 'availability' | 'chosen'>[]> {
    return this.db.named('availabilities', availabilities, []);
  }
}

async function changeWork(sql: Sql, id: string, { skills, capacity, sees, teams }: Work): Promise<void> {
  const [user] = await sql.query(
    `update users set skills = coalesce($2, skills), capacity = coalesce($3, capacity), sees = coalesce($4, sees)
     where id = $1 returning id`,
    [id, skills && distinct(skills), capacity, sees],
  );
  if (!user) throw notFound('colleague');
  if (!teams) return;
  const known = await sql.query('select id from teams where id = any($1) order by id for share', [teams]);
  if (known.length < new Set(teams).size) throw unknownTeam('teams');
  await sql.query('delete from team_members where user_id = $1 and team_id <> all($2)', [id, teams]);
  await sql.query(
    `insert into team_members (team_id, user_id) select distinct t, $1::bigint from unnest($2::bigint[]) as t
     on conflict do nothing`,
    [id, teams],
  );
}

const distinct = (skills: readonly string[]): string[] => [
  ...new Map(skills.map((skill) => [skill.toLowerCase(), skill])).values(),
];
