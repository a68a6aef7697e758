import { Injectable } from '@nestjs/common';
import type { moreReports, RowsOf } from '#libs/contracts';
import { type Counted, counted, counts, either, part, type Source, sum, told } from '../query/counts.js';
import { middle, narrowed, ninetieth, type Scope } from '../query/scope.service.js';
import { differenceOf, meanOf } from '../query/welch.js';

type Definition = (typeof moreReports.holdout)['tables'];
type Report = RowsOf<Definition>;
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
const episode: Source = {
  name: 'episode',
  with: (scope) => `
with episode as (
  select e.started_at as at, e.id, 0 as part, e.id as episode_id, e.thread_id, e.decision, e.wait_seconds as wait,
    coalesce(e.decision = 'offered' and e.outcome in ('accepted', 'callback') and e.outcome_at <= $asOf, false) as left_queue,
    (select count(*) from unnest(e.agent_voice) as spoke(at) where spoke.at <= $asOf) as contacts
  from report_episodes e
  where e.started_at >= $from and e.started_at < $to and e.started_at <= $asOf and e.decision in ('offered', 'control')
    ${narrowed(scope, { queue: 'e.queue', intent: 'e.intent', channel: `case when e.decision = 'control' then $channel else e.channel end` })}
)`,
  why: told('decision', 'outcome', 'wait', 'voice'),
};

const members = {
  control: `decision = 'control'`,
  offered: `decision = 'offered'`,
  left: 'left_queue',
  stayed: `decision = 'offered' and not left_queue`,
};
const behind: Counted<Definition> = {
  groups: counts(episode, either(members, 'group'), {
    episodes: 'true',
    withWait: part('true', 'wait is not null'),
    contacts: sum('contacts'),
  }),
  incremental: {},
};

const groups = (scope: Scope) => `${episode.with(scope)}
${Object.entries(members)
  .map(
    ([group, when]) => `select '${group}' as "group", ${counted(behind.groups)},
  ${middle('wait')} as "medianSeconds", ${ninetieth('wait')} as "p90Seconds",
  coalesce(sum(contacts ^ 2), 0)::int as squares
from episode where ${when}`,
  )
  .join(' union all ')}`;

/** The wait that was announced, and what an agent had to say all the same: offered against the holdout. */
@Injectable()
export class Holdout {
  readonly behind = behind;

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
