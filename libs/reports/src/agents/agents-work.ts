import { Injectable } from '@nestjs/common';
import type { moreReports, RowsOf } from '#libs/contracts';
import { latestEpisode, middle, narrowed, ofEpisode, type Scope, secondsFrom } from '../query/scope.service.js';

type Report = RowsOf<typeof moreReports.agentsWork.tables>;

/** Actions so close are one stretch of work. */
const pause = `interval '5 minutes'`;

/**
 * Who had a thread from when to when, by the log: until it was handed on, put back or offered again, and only while a cycle of
 * it ran.
 */
const owned = (scope: Scope) => `
with handed as (
  select v.thread_id, (v.data ->> 'userId')::bigint as user_id, v.at as since,
    lead(v.at) over (partition by v.thread_id order by v.at, v.id) as until
  from events v where v.kind in ('thread.assigned', 'thread.offered_again') and v.at < $to and v.at <= $asOf
), stretch as (
  select h.user_id, h.thread_id, greatest(h.since, c.opened_at, $from) as since,
    least(h.until, c.resolved_at, $to, $asOf) as until
  from handed h join report_cycles c on c.thread_id = h.thread_id ${latestEpisode(scope, 'h.thread_id')}
  where h.user_id is not null${narrowed(scope, ofEpisode)}
)
select user_id::text as id, count(distinct thread_id)::int as owned, sum(${secondsFrom('since', 'until')})::float8 as "ownedSeconds"
from stretch where until > since group by 1`;

/**
 * What each wrote and did: every action leaves a message or a line in its thread. A stretch of actions is from the first to
 * the last and a minute for that.
 */
const actions = (scope: Scope) => `
with action as (
  select m.author_id, m.direction, m.created_at as at,
    m.created_at - lag(m.created_at) over (partition by m.author_id order by m.created_at) as since
  from messages m ${latestEpisode(scope, 'm.thread_id')}
  where m.created_at >= $from and m.created_at < $to and m.created_at <= $asOf
    and m.author_kind = 'user' and m.author_id is not null${narrowed(scope, ofEpisode)}
)
select author_id::text as id, (count(*) filter (where direction = 'outbound'))::int as replies,
  sum(case when since < ${pause} then extract(epoch from since) else 60 end)::float8 as "activeSeconds"
from action group by 1`;

const answers = (scope: Scope) => `
select c.reply_by::text as id, count(*)::int as "firstReplies",
  ${middle(secondsFrom('c.customer_at', 'c.reply_at'), 'c.customer_at is not null')} as "medianFirstReplySeconds"
from report_cycles c left join report_episodes e on e.id = c.episode_id
where c.reply_at >= $from and c.reply_at < $to and c.reply_at <= $asOf and c.reply_by is not null${narrowed(scope, ofEpisode)}
group by 1`;

const resolved = (scope: Scope) => `
select c.resolved_by::text as id, count(*)::int as resolved
from report_cycles c left join report_episodes e on e.id = c.episode_id
where c.resolved_at >= $from and c.resolved_at < $to and c.resolved_at <= $asOf and c.resolved_by is not null${narrowed(scope, ofEpisode)}
group by 1`;

const nothing = {
  owned: 0,
  ownedSeconds: 0,
  replies: 0,
  firstReplies: 0,
  medianFirstReplySeconds: null,
  resolved: 0,
  activeSeconds: 0,
};

/** By name, so that nobody is first or last. Each thing is counted for who did it, whoever has the thread now. */
@Injectable()
export class AgentsWork {
  async tables(scope: Scope): Promise<Report> {
    const people = await scope.rows<{ id: string; name: string; role: string }>(
      'select id::text, name, role from users',
    );
    const done = new Map<string, Partial<Report['people'][number]>>();
    for (const statement of [owned, actions, answers, resolved]) {
      for (const { id, ...did } of await scope.rows<{ id: string }>(statement(scope))) {
        done.set(id, { ...done.get(id), ...did });
      }
    }
    return {
      people: people
        .filter(({ id, role }) => role === 'agent' || done.has(id))
        .sort((a, b) => a.name.localeCompare(b.name) || Number(a.id) - Number(b.id))
        .map(({ id, name }) => ({ userId: id, name, ...nothing, ...done.get(id) })),
    };
  }
}
