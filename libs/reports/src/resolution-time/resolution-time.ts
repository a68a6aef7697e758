import { Injectable } from '@nestjs/common';
import type { moreReports, ReportReason, RowsOf } from '#libs/contracts';
import { type Counted, counted, counts, part, shareOf, type Source } from '../query/counts.js';
import { dayOf, grouped, middle, narrowed, ninetieth, type Scope, secondsFrom } from '../query/scope.service.js';

type Definition = (typeof moreReports.resolutionTime)['tables'];
type Report = RowsOf<Definition>;
interface Told {
  opened_at: Date;
  disposition: string | null;
  reopened: boolean;
  seconds: number;
}

const by = grouped({ disposition: 'disposition', queue: 'queue', channel: 'channel', day: 'day' });

/** Cycles that ended in the period. One that fell silent was resolved by nobody: it has no disposition, and no time. */
const cycle: Source<Told> = {
  name: 'cycle',
  with: (scope) => {
    const place = { queue: 'e.queue', intent: 'e.intent', channel: 'coalesce(e.channel, t.channel)' };
    return `
with cycle as (
  select c.resolved_at as at, c.thread_id as id, c.cycle as part, c.episode_id, c.thread_id, c.opened_at,
    c.disposition, e.queue, ${place.channel} as channel, ${dayOf('c.resolved_at')} as day,
    c.disposition is not null as resolved, ${secondsFrom('c.opened_at', 'c.resolved_at')} as seconds,
    exists (select from report_cycles n where n.thread_id = c.thread_id and n.cycle = c.cycle + 1 and n.opened_at <= $asOf) as reopened
  from report_cycles c left join report_episodes e on e.id = c.episode_id left join threads t on t.id = c.thread_id
  where c.resolved_at >= $from and c.resolved_at < $to and c.resolved_at <= $asOf${narrowed(scope, place)}
)`;
  },
  told: 'opened_at, disposition, reopened, seconds::float8 as seconds',
  why: toldOf,
};

const behind: Counted<Definition> = {
  resolutions: counts(cycle, by.in, {
    resolved: part('true', 'resolved'),
    reopened: part('resolved', 'resolved and reopened'),
    silent: part('true', 'not resolved'),
  }),
};
const { resolved, reopened } = behind.resolutions;

const cycles = (scope: Scope) => `${cycle.with(scope)}
select ${by.columns}, ${counted(behind.resolutions)},
  ${middle('seconds', 'resolved')} as "medianSeconds", ${ninetieth('seconds', 'resolved')} as "p90Seconds",
  ${shareOf(reopened, resolved)} as "reopenedShare"
from cycle ${by.groupBy} ${by.order}`;

/** From opening or reopening until resolved, by cycle. */
@Injectable()
export class ResolutionTime {
  readonly behind = behind;

  async tables(scope: Scope): Promise<Report> {
    return { resolutions: await scope.rows(cycles(scope)) };
  }
}

function toldOf(item: Told & { at: Date }): ReportReason[] {
  const { at, opened_at: openedAt, disposition, reopened: again, seconds } = item;
  const end: ReportReason =
    disposition === null
      ? { code: 'fell_silent', at: at.toISOString() }
      : { code: 'cycle_resolved', at: at.toISOString(), seconds, disposition };
  return [{ code: 'cycle_opened', at: openedAt.toISOString() }, end, ...(again ? [{ code: 'reopened' } as const] : [])];
}
