import { Injectable } from '@nestjs/common';
import type { moreReports, RowsOf } from '#libs/contracts';
import type { Aspect } from '../channel-shift/metrics.js';
import { type Counted, counted, counts, keyed, part, type Row, type Source, told } from '../query/counts.js';
import { narrowed, ofEpisode, type Scope, share } from '../query/scope.service.js';

type Definition = (typeof moreReports.handoffSteps)['tables'];
type Report = RowsOf<Definition>;

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
  select e.*, e.started_at as at, 0 as part, e.id as episode_id, e.decision = 'offered' as offered,
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

/** What is told of an episode by how far it was asked about. */
const toldAt: Record<(typeof steps)[number], readonly Aspect[]> = {
  offered: ['decision'],
  accepted: ['decision', 'outcome'],
  sent: ['outcome', 'invite', 'delivery'],
  delivered: ['outcome', 'invite', 'delivery'],
  engaged: ['delivery', 'engagement', 'any'],
  resolved: ['engagement', 'resolution'],
};
const isStep = (name: unknown): name is (typeof steps)[number] => steps.includes(name as 'offered');
const why: Source['why'] = (item, asOf, { step }) => told(...toldAt[isStep(step) ? step : 'delivered'])(item, asOf, {});

const reachedStep = ({ step }: Row) => (isStep(step) ? step : 'false');
const stepBefore = ({ step }: Row) => (isStep(step) ? (steps[steps.indexOf(step) - 1] ?? 'true') : 'false');

const episode: Source = { with: cohort, name: 'episode', why };

/** The provider's code of the last refusal, for those whose invite failed. */
const gone: Source = {
  name: 'gone',
  with: (scope) => `${cohort(scope)}, gone as (
  select e.at, e.id, e.part, e.episode_id, e.thread_id, e.channel,
    case when not coalesce(offered, false) then 'offered' when not accepted then 'accepted' when not sent then 'sent'
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
)`,
  why,
};

/** Each refusal by itself: an invite may be refused twice. */
const refusal: Source<{ by_channel: string; code: string | null }> = {
  name: 'refusal',
  with: (scope) => `${cohort(scope)}, refusal as (
  select v.at, v.id, 0 as part, e.episode_id, e.thread_id, v.data ->> 'channel' as by_channel, v.data ->> 'code' as code,
    v.data ->> 'reason' as words, e.delivered, e.failed
  from episode e join events v on v.call_id = any(e.call_ids) and v.kind = 'invite.refused' and v.at <= $asOf
  where e.fallback or (e.accepted and not e.delivered)
)`,
  told: 'by_channel, code',
  why: (item, asOf, row) => [
    {
      code: 'invite_refused',
      at: item.at.toISOString(),
      channel: item.by_channel,
      ...(item.code && { error: item.code }),
    },
    ...told('outcome', 'delivery')(item, asOf, row),
  ],
};

const byChannel = keyed({ channel: 'channel' });
const behind: Counted<Definition> = {
  /** A channel is known from the acceptance on: without one, of all. */
  steps: counts(episode, (row) => (row.channel === null ? 'true' : byChannel()), {
    reached: part(stepBefore, reachedStep),
    of: stepBefore,
    lost: part(stepBefore, (row) => `${stepBefore(row)} and not ${reachedStep(row)}`),
  }),
  reasons: counts(gone, keyed({ step: 'step', channel: 'channel', reason: 'reason', code: 'code' }), { lost: 'true' }),
  refusals: counts(refusal, keyed({ channel: 'by_channel', code: 'code' }), {
    invites: 'true',
    carried: part('true', 'delivered'),
    lost: part('true', 'failed'),
  }),
  fallbacks: counts(episode, byChannel, {
    fallback: part('delivered', 'delivered and fallback'),
    delivered: 'delivered',
  }),
};

const reached = (scope: Scope) => `${cohort(scope)}
select channel, count(*)::int as episodes,
  ${steps.map((step) => `(count(*) filter (where ${step}))::int as ${step}`).join(', ')},
  ${counted({ fallback: behind.fallbacks.fallback })}
from episode group by channel order by channel nulls last`;

const lost = (scope: Scope) => `${gone.with(scope)}
select channel, step, reason, code, ${counted(behind.reasons)} from gone
group by 1, 2, 3, 4 order by 2, 5 desc, 1 nulls last, 3, 4`;

const refusals = (scope: Scope) => `${refusal.with(scope)}
select by_channel as channel, code, max(words) as reason, ${counted(behind.refusals)}
from refusal group by 1, 2 order by 4 desc, 1, 2`;

@Injectable()
export class HandoffSteps {
  readonly behind = behind;

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

/** By channel from the acceptance on; what comes before is of all. */
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
