/** $1 user. */
export const threadCounts = `
with of_team as (select team_id from team_members where user_id = $1)
select count(*) filter (where assignee_id = $1 and status = 'open')::int as "mineThreads",
  coalesce(sum(unread_count) filter (where assignee_id = $1 and status = 'open'), 0)::int as "mineUnread",
  count(*) filter (where assignee_id is null and status = 'open')::int as "unassignedThreads",
  coalesce(sum(unread_count) filter (where assignee_id is null and status = 'open'), 0)::int as "unassignedUnread",
  count(*) filter (where team_id in (select * from of_team) and status = 'open')::int as "teamThreads",
  coalesce(sum(unread_count) filter (where team_id in (select * from of_team) and status = 'open'), 0)::int as "teamUnread",
  count(*) filter (where status = 'open')::int as "allThreads",
  coalesce(sum(unread_count) filter (where status = 'open'), 0)::int as "allUnread",
  count(*) filter (where status = 'snoozed')::int as "snoozedThreads",
  coalesce(sum(unread_count) filter (where status = 'snoozed'), 0)::int as "snoozedUnread",
  (select count(distinct thread_id)::int from outbox where attention is not null) as "failedThreads"
from threads where status <> 'resolved'`;
