import { Injectable } from '@nestjs/common';
import type { moreReports, RowsOf } from '#libs/contracts';
import { type Counted, counted, counts, keyed, type Source } from '../query/counts.js';
import { latestEpisode, middle, narrowed, ofEpisode, type Scope, secondsFrom } from '../query/scope.service.js';

type Definition = (typeof moreReports.agentsWork)['tables'];
type Report = RowsOf<Definition>;

/** Actions so close are one stretch of work. */
const pause = `interval '5 minutes'`;

/**
 * Who had a thread from when to when, by the log: until it was handed on, put back or offered again, and only while a cycle of
 * it ran.
 */
const owned: Source<{ seconds: number }> = {
  name: 'owned',
  with: (scope) => `
with handed as (
  select v.thread_id, (v.data ->> 'userId')::bigint as user_id, v.at as since,
    lead(v.at) over (partition by v.thread_id order by v.at, v.id) as until
  from events v where v.kind in ('thread.assigned', 'thread.offered_again') and v.at < $to and v.at <= $asOf
), stretch as (
  select h.user_id, h.thread_id, greatest(h.since, c.opened_at, $from) as since,
    least(h.until, c.resolved_at, $to, $asOf) as until
  from handed h join report_cycles c on c.thread_id = h.thread_id ${latestEpisode(scope, 'h.thread_id')}
  where h.user_id is not null${narrowed(scope, ofEpisode)}
), owned as (
  select user_id, thread_id, min(since) as at, sum(${secondsFrom('since', 'until')})::float8 as seconds
  from stretch where until > since group by 1, 2
)`,
  byThread: true,
  told: 'sum(seconds) as seconds',
  why: ({ at, seconds }) => [{ code: 'owned', at: at.toISOString(), seconds }],
};

/**
 * What each wrote and did: every action leaves a message or a line in its thread. A stretch of actions is from the first to
 * the last and a minute for that.
 */
const action: Source = {
  name: 'action',
  with: (scope) => `
with action as (
  select m.author_id as user_id, m.direction, m.created_at as at, m.thread_id,
    m.created_at - lag(m.created_at) over (partition by m.author_id order by m.created_at) as since
  from messages m ${latestEpisode(scope, 'm.thread_id')}
  where m.created_at >= $from and m.created_at < $to and m.created_at <= $asOf
    and m.author_kind = 'user' and m.author_id is not null${narrowed(scope, ofEpisode)}
)`,
  byThread: true,
  why: ({ at, amount }) => [{ code: 'messages', at: at.toISOString(), count: amount }],
};

const answer: Source<{ customer_at: Date | null; seconds: number | null }> = {
  name: 'answer',
  with: (scope) => `
with answer as (
  select c.reply_by as user_id, c.reply_at as at, c.thread_id as id, c.cycle as part, c.thread_id, c.episode_id, c.customer_at,
    ${secondsFrom('c.customer_at', 'c.reply_at')}::float8 as seconds
  from report_cycles c left join report_episodes e on e.id = c.episode_id
  where c.reply_at >= $from and c.reply_at < $to and c.reply_at <= $asOf and c.reply_by is not null${narrowed(scope, ofEpisode)}
)`,
  told: 'customer_at, seconds',
  why: ({ at, customer_at: wroteAt, seconds }) => [
    ...(wroteAt ? [{ code: 'customer_wrote', at: wroteAt.toISOString() } as const] : []),
    { code: 'replied', at: at.toISOString(), ...(seconds !== null && { seconds }) },
  ],
};

const resolution: Source<{ disposition: string | null }> = {
  name: 'resolution',
  with: (scope) => `
with resolution as (
  select c.resolved_by as user_id, c.resolved_at as at, c.thread_id as id, c.cycle as part, c.thread_id, c.episode_id, c.disposition
  from report_cycles c left join report_episodes e on e.id = c.episode_id
  where c.resolved_at >= $from and c.resolved_at < $to and c.resolved_at <= $asOf and c.resolved_by is not null${narrowed(scope, ofEpisode)}
)`,
  told: 'disposition',
  why: ({ at, disposition }) => [{ code: 'cycle_resolved', at: at.toISOString(), ...(disposition && { disposition }) }],
};

const mine = keyed({ userId: 'user_id::text' });
const behind: Counted<Definition> = {
  people: {
    ...counts(owned, mine, { owned: 'true' }),
    ...counts(action, mine, { replies: `direction = 'outbound'` }),
    ...counts(answer, mine, { firstReplies: 'true' }),
    ...counts(resolution, mine, { resolved: 'true' }),
  },
};
const { people } = behind;

/** What there is of everybody, by the statements that count it. */
const done = (scope: Scope) => [
  `${owned.with(scope)}
   select user_id::text as id, ${counted({ owned: people.owned })}, sum(seconds) as "ownedSeconds" from owned group by 1`,
  `${action.with(scope)}
   select user_id::text as id, ${counted({ replies: people.replies })},
     sum(case when since < ${pause} then extract(epoch from since) else 60 end)::float8 as "activeSeconds"
   from action group by 1`,
  `${answer.with(scope)}
   select user_id::text as id, ${counted({ firstReplies: people.firstReplies })},
     ${middle('seconds', 'customer_at is not null')} as "medianFirstReplySeconds"
   from answer group by 1`,
  `${resolution.with(scope)}
   select user_id::text as id, ${counted({ resolved: people.resolved })} from resolution group by 1`,
];

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
  readonly behind = behind;

  async tables(scope: Scope): Promise<Report> {
    const users = await scope.rows<{ id: string; name: string; role: string }>(
      'select id::text, name, role from users',
    );
    const byPerson = new Map<string, Partial<Report['people'][number]>>();
    for (const statement of done(scope)) {
      for (const { id, ...did } of await scope.rows<{ id: string }>(statement)) {
        byPerson.set(id, { ...byPerson.get(id), ...did });
      }
    }
    return {
      people: users
        .filter(({ id, role }) => role === 'agent' || byPerson.has(id))
        .sort((a, b) => a.name.localeCompare(b.name) || Number(a.id) - Number(b.id))
        .map(({ id, name }) => ({ userId: id, name, ...nothing, ...byPerson.get(id) })),
    };
  }
}
