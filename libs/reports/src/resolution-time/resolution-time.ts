import { Injectable } from '@nestjs/common';
import type { moreReports, RowsOf } from '#libs/contracts';
import { dayOf, grouped, middle, narrowed, ninetieth, type Scope, secondsFrom } from '../query/scope.service.js';

type Report = RowsOf<typeof moreReports.resolutionTime.tables>;

const by = grouped({ disposition: 'disposition', queue: 'queue', channel: 'channel', day: 'day' });

/** Cycles that ended in the period. One that fell silent was resolved by nobody: it has no disposition, and no time. */
const cycles = (scope: Scope) => {
  const place = { queue: 'e.queue', intent: 'e.intent', channel: 'coalesce(e.channel, t.channel)' };
  return `
with cycle as (
  select c.disposition, e.queue, ${place.channel} as channel, ${dayOf('c.resolved_at')} as day,
    c.disposition is not null as resolved, ${secondsFrom('c.opened_at', 'c.resolved_at')} as seconds,
    exists (select from report_cycles n where n.thread_id = c.thread_id and n.cycle = c.cycle + 1 and n.opened_at <= $asOf) as reopened
  from report_cycles c left join report_episodes e on e.id = c.episode_id left join threads t on t.id = c.thread_id
  where c.resolved_at >= $from and c.resolved_at < $to and c.resolved_at <= $asOf${narrowed(scope, place)}
)
select ${by.columns}, (count(*) filter (where resolved))::int as resolved,
  ${middle('seconds', 'resolved')} as "medianSeconds", ${ninetieth('seconds', 'resolved')} as "p90Seconds",
  (count(*) filter (where resolved and reopened))::int as reopened,
  (count(*) filter (where resolved and reopened))::float8 / nullif(count(*) filter (where resolved), 0) as "reopenedShare",
  (count(*) filter (where not resolved))::int as silent
from cycle ${by.groupBy} ${by.order}`;
};

/** From opening or reopening until resolved, by cycle. */
@Injectable()
export class ResolutionTime {
  async tables(scope: Scope): Promise<Report> {
    return { resolutions: await scope.rows(cycles(scope)) };
  }
}
