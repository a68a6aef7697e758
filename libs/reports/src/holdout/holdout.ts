import { Injectable } from '@nestjs/common';
import type { moreReports, RowsOf } from '#libs/contracts';
import { middle, narrowed, ninetieth, type Scope } from '../query/scope.service.js';
import { differenceOf, meanOf } from '../query/welch.js';

type Report = RowsOf<typeof moreReports.holdout.tables>;
interface Group {
  group: string;
  episodes: number;
  withWait: number;
  medianSeconds: number | null;
  p90Seconds: number | null;
  contacts: number;
  squares: number;
}

/** Who was in the holdout has no channel, so that a channel narrows those who were offered alone. */
const groups = (scope: Scope) => `
with episode as (
  select e.decision, e.wait_seconds as wait, e.decision = 'offered' and e.outcome in ('accepted', 'callback') and e.outcome_at <= $asOf as left_queue,
    (select count(*) from unnest(e.agent_voice) as spoke(at) where spoke.at <= $asOf) as contacts
  from report_episodes e
  where e.started_at >= $from and e.started_at < $to and e.started_at <= $asOf and e.decision in ('offered', 'control')
    ${narrowed(scope, { queue: 'e.queue', intent: 'e.intent', channel: `case when e.decision = 'control' then $channel else e.channel end` })}
)
select "group", count(decision)::int as episodes, count(wait)::int as "withWait",
  ${middle('wait')} as "medianSeconds", ${ninetieth('wait')} as "p90Seconds",
  coalesce(sum(contacts), 0)::int as contacts, coalesce(sum(contacts ^ 2), 0)::int as squares
from unnest(array['control', 'offered', 'left', 'stayed']) with ordinality as g("group", n)
left join episode on case "group" when 'left' then coalesce(left_queue, false)
  when 'stayed' then decision = 'offered' and not coalesce(left_queue, false) else decision = "group" end
group by "group", n order by n`;

/** The wait that was announced, and what an agent had to say all the same: offered against the holdout. */
@Injectable()
export class Holdout {
  async tables(scope: Scope): Promise<Report> {
    const rows = await scope.rows<Group>(groups(scope));
    const sample = (name: string) => {
      const { episodes, contacts, squares } = rows.find(({ group }) => group === name)!;
      return { size: episodes, sum: contacts, squares };
    };
    return {
      groups: rows.map(({ group, episodes, withWait, medianSeconds, p90Seconds, contacts }) => {
        const perEpisode = meanOf(sample(group));
        return { group, episodes, withWait, medianSeconds, p90Seconds, contacts, perEpisode };
      }),
      incremental: [differenceOf(sample('control'), sample('offered'))],
    };
  }
}
