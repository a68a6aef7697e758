import { Injectable } from '@nestjs/common';
import type { moreReports, RowsOf } from '#libs/contracts';
import { narrowed, ofEpisode, type Scope, share } from '../query/scope.service.js';

type Report = RowsOf<typeof moreReports.handoffSteps.tables>;

const steps = ['offered', 'accepted', 'sent', 'delivered', 'engaged', 'resolved'] as const;
interface Reached extends Record<(typeof steps)[number] | 'episodes' | 'fallback', number> {
  channel: string | null;
}
interface Lost {
  channel: string | null;
  step: string;
  reason: string;
  code: string | null;
  lost: number;
}

/**
 * What an episode came to by the moment the report is drawn up for. Each step includes the ones before, so that what is lost
 * between two is their difference.
 */
const cohort = (scope: Scope) => `
with said as (
  select e.*, e.decision = 'offered' as offered,
    coalesce(e.decision = 'offered' and e.outcome = 'accepted' and e.outcome_at <= $asOf, false) as accepted
  from report_episodes e
  where e.started_at >= $from and e.started_at < $to and e.started_at <= $asOf${narrowed(scope, ofEpisode)}
), episode as (
  select s.*, accepted and coalesce(sent_at <= $asOf, false) as sent,
    accepted and coalesce(delivered_at <= $asOf, false) as delivered,
    accepted and coalesce(engaged_at <= $asOf, false) as engaged,
    accepted and coalesce(engaged_at <= $asOf and resolved_at <= $asOf and not by_voice, false) as resolved,
    accepted and coalesce(failed_at <= $asOf and not coalesce(delivered_at <= $asOf, false), false) as failed
  from said s
)`;

const reached = (scope: Scope) => `${cohort(scope)}
select channel, count(*)::int as episodes,
  ${steps.map((step) => `(count(*) filter (where ${step}))::int as ${step}`).join(', ')},
  (count(*) filter (where delivered and fallback))::int as fallback
from episode group by channel order by channel nulls last`;

/** The provider's code of the last refusal, for those whose invite failed. */
const lost = (scope: Scope) => `${cohort(scope)}, gone as (
  select e.channel, case when not coalesce(offered, false) then 'offered' when not accepted then 'accepted' when not sent then 'sent'
      when not delivered then 'delivered' when not engaged then 'engaged' else 'resolved' end as step,
    case
      when not coalesce(offered, false) then coalesce(nullif(e.reason, ''), e.decision, 'undecided')
      when not accepted then case when outcome_at <= $asOf then outcome else 'undecided' end
      when not delivered then case when failed then 'refused' else 'on_its_way' end
      when not engaged then case when any_at <= least($asOf, accepted_at + interval '7 days') then 'called_again' else 'evaporated' end
      else case when resolved_at <= $asOf then 'by_voice' else 'open' end
    end as reason,
    refusal.code
  from episode e left join lateral (
    select v.data ->> 'code' as code from events v
    where failed and v.call_id = any(e.call_ids) and v.kind = 'invite.refused' and v.at <= $asOf order by v.at desc, v.id desc limit 1
  ) refusal on true
  where not resolved
)
select channel, step, reason, code, count(*)::int as lost from gone
group by 1, 2, 3, 4 order by 2, 5 desc, 1 nulls last, 3, 4`;

const refusals = (scope: Scope) => `${cohort(scope)}
select v.data ->> 'channel' as channel, v.data ->> 'code' as code, max(v.data ->> 'reason') as reason, count(*)::int as invites,
  (count(*) filter (where e.delivered))::int as carried, (count(*) filter (where e.failed))::int as lost
from episode e join events v on v.call_id = any(e.call_ids) and v.kind = 'invite.refused' and v.at <= $asOf
where e.fallback or (e.accepted and not e.delivered)
group by 1, 2 order by 4 desc, 1, 2`;

@Injectable()
export class HandoffSteps {
  async tables(scope: Scope): Promise<Report> {
    const channels = await scope.rows<Reached>(reached(scope));
    const gone = await scope.rows<Lost>(lost(scope));
    const sum = (name: Exclude<keyof Reached, 'channel'>) => channels.reduce((all, row) => all + row[name], 0);
    const counts = Object.fromEntries(['episodes', ...steps].map((name) => [name, sum(name as 'episodes')]));
    const all = { channel: null, ...counts } as Reached;
    const lostAt = (step: string) => gone.reduce((total, row) => total + (row.step === step ? row.lost : 0), 0);
    const chosen = channels.filter(({ channel, accepted }) => channel !== null && accepted > 0);
    return {
      steps: [stepsOf(all, 'episodes'), ...chosen.map((row) => stepsOf(row, 'accepted'))].flat(),
      reasons: steps.flatMap((step) =>
        gone.filter((row) => row.step === step).map((row) => ({ ...row, share: share(row.lost, lostAt(step)) })),
      ),
      refusals: await scope.rows(refusals(scope)),
      fallbacks: chosen.map(({ channel, fallback, delivered }) => ({
        channel,
        fallback,
        delivered,
        share: share(fallback, delivered),
      })),
    };
  }
}

/** A channel is known from the acceptance on; what comes before is of all. */
function stepsOf(row: Reached, since: 'episodes' | 'accepted'): Report['steps'] {
  const order = ['episodes', ...steps] as const;
  return order.slice(order.indexOf(since) + 1).map((step, n) => {
    const of = row[order[order.indexOf(since) + n]!];
    return {
      channel: row.channel,
      step,
      reached: row[step as 'offered'],
      of,
      share: share(row[step as 'offered'], of),
      lost: of - row[step as 'offered'],
    };
  });
}
