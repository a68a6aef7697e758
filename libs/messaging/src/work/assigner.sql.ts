import { effective, leftAt, workOf } from './presence.sql.js';

/** Of those to be offered again; what is behind them is looked at when they are settled. */
const most = 300;

/**
 * Threads that wait for an answer and whose assignee has left since they got them, of teams that assign by themselves.
 * Locked in the order in which a batch of messages locks them, and without waiting for any: so nothing ever waits for
 * this in a circle.
 */
const left = `
from threads t join teams on teams.id = t.team_id and teams.auto_assign
  join users u on u.id = t.assignee_id join presence p on p.user_id = u.id
where t.status = 'open' and t.team_id is not null and t.assignee_id is not null and t.waiting_since is not null
  and (u.off_at is not null
    or (${leftAt('u', 'p')} < now() and coalesce(t.assigned_at, '-infinity') <= ${leftAt('u', 'p')}))`;
export const leftThreads = `
select t.id, t.team_id as "teamId", u.id as "userId", u.name ${left}
order by t.contact_id limit ${most} for no key update of t skip locked`;

const waiting = `
from threads t join teams on teams.id = t.team_id and teams.auto_assign
where t.status = 'open' and t.team_id is not null and t.assignee_id is null`;
/**
 * The next of every team, so that a team without anybody holds up no other, in the order in which they are given. $1: behind
 * which of each team, as `team_id, priority, since, id`; null: from the beginning, of all teams. $2: how many of each.
 */
export const waitingThreads = `
select t.id, t.team_id as "teamId", t.priority, coalesce(t.waiting_since, t.cycle_started_at) as since,
  coalesce(t.waiting_since, t.cycle_started_at)::text as "exactly",
  t.intent, coalesce(t.queue, (select default_queue from workspace limit 1)) as queue,
  t.passed_by as "passedBy", t.waiting_since is not null as waiting,
  t.last_at > now() - interval '10 minutes' as active, teams.skill_rules as "skillRules"
from (select team.id as team_id, next.id from teams team
  left join json_to_recordset($1) as last(team_id bigint, priority int, since timestamptz, id bigint) on last.team_id = team.id
  cross join lateral (
    select t.id ${waiting} and t.team_id = team.id and (last.id is null
      or (-t.priority, coalesce(t.waiting_since, t.cycle_started_at), t.id) > (-last.priority, last.since, last.id))
    order by t.priority desc, coalesce(t.waiting_since, t.cycle_started_at), t.id limit $2) next
  where team.auto_assign and ($1::json is null or last.id is not null)) n
  join threads t using (id) join teams on teams.id = t.team_id
order by t.team_id, t.priority desc, coalesce(t.waiting_since, t.cycle_started_at), t.id`;

/** $1 threads. */
export const lockWaiting = `
select id, team_id as "teamId" from threads where id = any($1::bigint[]) and status = 'open' and assignee_id is null
order by contact_id for no key update skip locked`;

/** Whether there is anything to do; asked again and again, so by index alone. */
export const anythingToDo = `
select exists (select ${waiting}) as waiting, exists (select ${left}) as left`;

export const membersOfTeams = `
select u.id, u.skills, u.capacity, ${effective('u', 'p')} as availability, ${workOf('u.id')} as work,
  coalesce(p.given_at, 'epoch') as "givenAt", array_agg(m.team_id::text) as teams
from users u join team_members m on m.user_id = u.id join teams t on t.id = m.team_id and t.auto_assign
  join presence p on p.user_id = u.id
where p.seen_at > now() - interval '1 minute' group by u.id, p.user_id`;

/** $1 thread, $2 user. The claim is the database's: who was quicker by hand keeps it. */
export const give = `
update threads set assignee_id = $2, assigned_at = now(), passed_by = null, version = version + 1
where id = $1 and status = 'open' and assignee_id is null returning id`;

export const takeBack = `
update threads set assignee_id = null, assigned_at = null, version = version + 1 where id = $1`;

/** One hub at a time assigns: what somebody has must not change while it is weighed. */
export const onlyOne = `select pg_try_advisory_xact_lock(hashtextextended('assigner', 0)) as mine`;
