import { Injectable } from '@nestjs/common';
import type { moreReports, ReportReason, RowsOf } from '#libs/contracts';
import type { Item } from '../channel-shift/item.js';
import { type Counted, counted, counts, keyed, part, shareOf, type Source, sumOf, told } from '../query/counts.js';
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

type Definition = (typeof moreReports.callbacks)['tables'];
type Report = RowsOf<Definition>;
interface Told {
  chose: boolean;
  how: 'called' | 'thread' | null;
  done_at: Date | null;
  seconds: number | null;
}

const by = grouped({ queue: 'queue', day: 'day' });

/**
 * A callback is done when an agent has spoken with the customer since, or a thread of theirs has been resolved. All of the
 * customer's calls and threads count, also those of who was merged into them.
 */
const callback: Source<Told> = {
  name: 'callback',
  with: (scope) => `
with episode as (
  select e.*, ${dayOf('e.started_at')} as day, $asOf::timestamptz - e.outcome_at as waited,
    coalesce(e.decision = 'offered' and e.outcome = 'callback' and e.outcome_at <= $asOf, false) as chose
  from report_episodes e
  where e.started_at >= $from and e.started_at < $to and e.started_at <= $asOf${narrowed(scope, ofEpisode)}
), callback as materialized (
  select e.id, 0 as part, e.id as episode_id, e.thread_id, case when e.chose then e.outcome_at else e.started_at end as at,
    e.queue, e.day, e.chose, done.how, done.at as done_at, ${secondsFrom('e.outcome_at', 'done.at')} as seconds,
    case when e.waited <= interval '1 hour' then '1h' when e.waited <= interval '4 hours' then '4h'
      when e.waited <= interval '1 day' then '1d' when e.waited <= interval '3 days' then '3d' else 'more' end as age
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
)`,
  told: 'chose, how, done_at, seconds::float8 as seconds',
  why: toldOf,
};

const due = 'chose and how is null';
const behind: Counted<Definition> = {
  callbacks: counts(callback, by.in, {
    episodes: 'true',
    callbacks: part('true', 'chose'),
    done: part('chose', 'how is not null'),
    due: part('chose', due),
  }),
  due: counts(callback, keyed({ age: 'age' }), { due }),
  done: counts(callback, keyed({ how: 'how' }), { done: 'how is not null' }),
};

const { callbacks: all } = behind;
const groups = (scope: Scope) => `${callback.with(scope)}
select ${by.columns}, ${counted(behind.callbacks)},
  ${shareOf(all.callbacks, all.episodes)} as share, ${shareOf(all.done, all.callbacks)} as "doneShare",
  ${middle('seconds', 'how is not null')} as "medianSeconds", ${ninetieth('seconds', 'how is not null')} as "p90Seconds"
from callback ${by.groupBy} ${by.order}`;

/** Each begins where the one before ends. */
const ages = ['1h', '4h', '1d', '3d', 'more'];
const dueByAge = (scope: Scope) => `${callback.with(scope)}
select a.age, ${counted(behind.due)}, ${sumOf(behind.due.due)}::float8 / nullif(sum(${sumOf(behind.due.due)}) over (), 0) as share
from unnest($ages::text[]) with ordinality as a(age, n) left join callback on callback.age = a.age
group by a.age, n order by n`;

const doneBy = (scope: Scope) => `${callback.with(scope)}
select how, ${counted(behind.done)}, count(*)::float8 / sum(count(*)) over () as share
from callback where how is not null group by 1 order by 1`;

@Injectable()
export class Callbacks {
  readonly behind = behind;

  async tables(scope: Scope): Promise<Report> {
    return {
      callbacks: await scope.rows(groups(scope)),
      due: await scope.rows(dueByAge(scope), { ages }),
      done: await scope.rows(doneBy(scope)),
    };
  }
}

/** When it was asked for, and whether it was done or how long they have waited. */
function toldOf(item: Item & Told & { at: Date }, asOf: Date): ReportReason[] {
  const { at, chose, how, done_at: doneAt, seconds } = item;
  const why = told('decision', 'outcome')(item, asOf, {});
  if (!chose) return why;
  if (!how) return [...why, { code: 'callback_due', seconds: (asOf.getTime() - at.getTime()) / 1000 }];
  const code = how === 'called' ? 'callback_called' : 'callback_resolved';
  return [...why, { code, at: doneAt!.toISOString(), ...(seconds !== null && { seconds }) }];
}
