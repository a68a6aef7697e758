import type { ThreadView } from '#libs/contracts';
import { visibleTo } from '../threads/visible.js';

const counted = (name: ThreadView | 'snoozed', where: string) => `
  coalesce(sum(threads) filter (where ${where}), 0)::int as "${name}Threads",
  coalesce(sum(unread) filter (where ${where}), 0)::int as "${name}Unread",`;

/**
 * Of what the database tallies; it has a row for each status, team and assignee, and some for what changed just now.
 * $1 and $2 are `eyesOf` somebody, $3 the teams they belong to.
 */
export const threadCounts = `
select ${counted('mine', `status = 'open' and assignee_id = $1`)}
  ${counted('unassigned', `status = 'open' and assignee_id is null`)}
  ${counted('team', `status = 'open' and team_id = any($3::bigint[])`)}
  ${counted('all', `status = 'open'`)}
  ${counted('snoozed', `status = 'snoozed'`)}
  (select count(distinct thread_id)::int from outbox o join threads t on t.id = o.thread_id
   where o.attention is not null and ${visibleTo('t', '$1', '$2')}) as "failedThreads"
from thread_tallies t where ${visibleTo('t', '$1', '$2')}`;

/** Makes one row of many, once there are many. What others add meanwhile stays for the next time. */
export const foldTallies = `
with gone as (
  delete from thread_tallies where (
    select count(*) > 200 + 2 * count(distinct (status, team_id, assignee_id)) from thread_tallies)
  returning *
)
insert into thread_tallies
select status, team_id, assignee_id, sum(threads), sum(unread) from gone
group by status, team_id, assignee_id having sum(threads) <> 0 or sum(unread) <> 0`;

const distinct = (column: string) =>
  `coalesce((select json_agg(distinct ${column} order by ${column}) from latest where ${column} is not null), '[]')`;

/** $1 and $2 are `eyesOf` somebody. */
export const threadFacets = `
with latest as materialized (
  select t.* from unnest('{open,snoozed,resolved}'::text[]) as of_status(name) cross join lateral (
    select intent, queue, tags, team_id from threads t
    where t.status = of_status.name and ${visibleTo('t', '$1', '$2')} order by last_minute desc limit 1000) t
)
select ${distinct('intent')} as intents, ${distinct('queue')} as queues,
  coalesce((select json_agg(distinct tag order by tag) from latest cross join unnest(tags) as tag), '[]') as tags,
  coalesce((select json_agg(json_build_object('id', id::text, 'name', name) order by name) from teams
    where $2::bigint[] is null or id = any($2::bigint[])), '[]') as teams`;
