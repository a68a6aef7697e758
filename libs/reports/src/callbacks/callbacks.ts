import { Injectable } from '@nestjs/common';
import type { moreReports, RowsOf } from '#libs/contracts';
import {
  dayOf,
  grouped,
  middle,
  narrowed,
  ninetieth,
  ofEpisode,
  type Scope,
  secondsFrom,
} from '../query/scope.service.js';

type Report = RowsOf<typeof moreReports.callbacks.tables>;

const by = grouped({ queue: 'queue', day: 'day' });

/**
 * A callback is done when an agent has spoken with the customer since, or a thread of theirs has been resolved. All of the
 * customer's calls and threads count, also those of who was merged into them.
 */
const callbacks = (scope: Scope) => `
with episode as (
  select e.*, ${dayOf('e.started_at')} as day,
    coalesce(e.decision = 'offered' and e.outcome = 'callback' and e.outcome_at <= $asOf, false) as chose
  from report_episodes e
  where e.started_at >= $from and e.started_at < $to and e.started_at <= $asOf${narrowed(scope, ofEpisode)}
), callback as materialized (
  select e.queue, e.day, e.chose, e.outcome_at, done.how, ${secondsFrom('e.outcome_at', 'done.at')} as seconds,
    $asOf::timestamptz - e.outcome_at as waited
  from episode e left join lateral (
    with recursive customer(id) as (
      select e.contact_id where e.contact_id is not null
      union select m.contact_id from report_merges m join customer on m.merged_into = customer.id
    )
    select what.how, what.at from (
      select 'called' as how, spoke.at from unnest(e.agent_voice) as spoke(at)
      union all select 'called', ended.at
      from report_subjects s join customer on s.contact_id = customer.id and s.kind = 'call'
      cross join lateral (select f.at, f.data from facts f where f.kind = 'call_end' and f.key = s.id::text
        order by f.version desc limit 1) ended
      where (ended.data ->> 'answeredByAgent')::boolean
      union all select 'thread', c.resolved_at
      from report_subjects s join customer on s.contact_id = customer.id and s.kind = 'thread'
      join report_cycles c on c.thread_id = s.id where c.disposition is not null
    ) what
    where e.chose and what.at > e.outcome_at and what.at <= $asOf order by what.at, what.how limit 1
  ) done on true
)`;

const groups = (scope: Scope) => `${callbacks(scope)}
select ${by.columns}, count(*)::int as episodes, (count(*) filter (where chose))::int as callbacks,
  (count(*) filter (where chose))::float8 / nullif(count(*), 0) as share,
  (count(*) filter (where how is not null))::int as done, (count(*) filter (where chose and how is null))::int as due,
  (count(*) filter (where how is not null))::float8 / nullif(count(*) filter (where chose), 0) as "doneShare",
  ${middle('seconds', 'how is not null')} as "medianSeconds", ${ninetieth('seconds', 'how is not null')} as "p90Seconds"
from callback ${by.groupBy} ${by.order}`;

/** Each begins where the one before ends. */
const ages = ['1h', '4h', '1d', '3d', 'more'];
const due = (scope: Scope) => `${callbacks(scope)}
select age, count(callback.*)::int as due, count(callback.*)::float8 / nullif(sum(count(callback.*)) over (), 0) as share
from unnest($ages::text[]) with ordinality as a(age, n) left join callback on chose and how is null
  and n = case when waited <= interval '1 hour' then 1 when waited <= interval '4 hours' then 2
    when waited <= interval '1 day' then 3 when waited <= interval '3 days' then 4 else 5 end
group by age, n order by n`;

const done = (scope: Scope) => `${callbacks(scope)}
select how, count(*)::int as done, count(*)::float8 / sum(count(*)) over () as share
from callback where how is not null group by 1 order by 1`;

@Injectable()
export class Callbacks {
  async tables(scope: Scope): Promise<Report> {
    return {
      callbacks: await scope.rows(groups(scope)),
      due: await scope.rows(due(scope), { ages }),
      done: await scope.rows(done(scope)),
    };
  }
}
