import { Injectable } from '@nestjs/common';
import type { NewTeam, TeamSettings } from '#libs/contracts';
import { Database, notFound, type Sql } from '#libs/platform';
import * as errors from '../errors.js';
import { Feed } from '../feed.js';

const listed = `
select t.id, t.name, t.auto_assign as "autoAssign", t.skill_rules as "skillRules",
  (select coalesce(array_agg(m.user_id::text order by u.name, u.id), '{}')
   from team_members m join users u on u.id = m.user_id where m.team_id = t.id and u.off_at is null) as members,
  (select coalesce(array_agg(q.queue order by q.queue), '{}') from team_queues q where q.team_id = t.id) as queues
from teams t where $1::bigint is null or t.id = $1 order by t.name, t.id`;

/** Teams: who is in them, and which threads are theirs. */
@Injectable()
export class Teams {
  constructor(
    private readonly db: Database,
    private readonly feed: Feed,
  ) {}

  list(id: string | null = null): Promise<TeamSettings[]> {
    return this.db.query<TeamSettings>(listed, [id]);
  }

  async create(team: NewTeam): Promise<TeamSettings> {
    return this.write(team, async (sql) => {
      const [row] = await sql.query<{ id: string }>('insert into teams (name) values ($1) returning id', [team.name]);
      return row!.id;
    });
  }

  async put(id: string, team: NewTeam): Promise<TeamSettings> {
    return this.write(team, async (sql) => {
      const [row] = await sql.query('select id from teams where id = $1 for update', [id]);
      if (!row) throw notFound('team');
      return id;
    });
  }

  async remove(id: string): Promise<void> {
    const left = await this.db.transaction(async (sql) => {
      const [team] = await sql.query('select id from teams where id = $1 for update', [id]);
      if (!team) throw notFound('team');
      // In the order in which a batch of messages locks them.
      const threads = await sql.query<{ id: string; assigneeId: string | null }>(
        `with theirs as (
           select id from threads where team_id = $1 and status <> 'resolved' order by contact_id for no key update)
         update threads t set team_id = null, version = version + 1 from theirs where t.id = theirs.id
         returning t.id, t.assignee_id as "assigneeId"`,
        [id],
      );
      await sql.query('delete from teams where id = $1', [id]);
      return threads;
    });
    for (const { id: threadId, assigneeId } of left) this.feed.thread(threadId, { assigneeId, teamId: id });
    this.feed.people();
  }

  private async write(team: NewTeam, locked: (sql: Sql) => Promise<string>): Promise<TeamSettings> {
    const id = await this.db
      .transaction(async (sql) => {
        const found = await locked(sql);
        await sql.query('update teams set name = $2, auto_assign = $3, skill_rules = $4 where id = $1', [
          found,
          team.name,
          team.autoAssign,
          JSON.stringify(team.skillRules),
        ]);
        await setMembers(sql, found, team.members);
        await setQueues(sql, found, team.queues);
        return found;
      })
      .catch((error: { constraint?: string }) => {
        if (error.constraint === 'teams_name_key') throw errors.nameTaken(team.name);
        throw error;
      });
    this.feed.people();
    return (await this.list(id))[0]!;
  }
}

async function setMembers(sql: Sql, teamId: string, members: readonly string[]): Promise<void> {
  const known = await sql.query<{ id: string }>('select id from users where id = any($1) for share', [members]);
  const ids = new Set(known.map(({ id }) => id));
  const stranger = members.findIndex((id) => !ids.has(id));
  if (stranger >= 0) throw errors.unknownColleague(`members.${stranger}`);
  // Who is switched off is not listed, and comes back to their teams.
  await sql.query(
    `delete from team_members using users u
     where team_id = $1 and user_id <> all($2) and u.id = user_id and u.off_at is null`,
    [teamId, members],
  );
  await sql.query(
    `insert into team_members (team_id, user_id) select $1::bigint, id from users where id = any($2)
     on conflict do nothing`,
    [teamId, members],
  );
}

async function setQueues(sql: Sql, teamId: string, queues: readonly string[]): Promise<void> {
  await sql.query('delete from team_queues where team_id = $1 and queue <> all($2)', [teamId, queues]);
  // Sorted: of two teams that claim the same queues at once one waits for the other.
  await sql.query(
    `insert into team_queues (queue, team_id) select distinct q, $1::bigint from unnest($2::text[]) as q order by q
     on conflict do nothing`,
    [teamId, queues],
  );
  const [taken] = await sql.query<{ queue: string; name: string }>(
    `select queue, name from team_queues join teams on teams.id = team_id
     where queue = any($2) and team_id <> $1 order by queue limit 1`,
    [teamId, queues],
  );
  if (taken) throw errors.queueTaken(queues.indexOf(taken.queue), taken.queue, taken.name);
}
