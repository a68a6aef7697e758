import { Injectable } from '@nestjs/common';
import type { moreReports, ReportReason, RowsOf } from '#libs/contracts';
import { openTimes, WorkSettingsStore } from '#libs/messaging';
import { type Counted, counted, counts, either, part, shareOf, type Source } from '../query/counts.js';
import { dayOf, grouped, middle, narrowed, ninetieth, type Scope, secondsFrom } from '../query/scope.service.js';

type Definition = (typeof moreReports.firstResponse)['tables'];
type Report = RowsOf<Definition>;
interface Told {
  customer_at: Date | null;
  reply_at: Date | null;
  promised_at: Date | null;
  replied: boolean | null;
  wrote: boolean | null;
  broken: boolean | null;
  seconds: number | null;
}

const by = grouped({ queue: 'queue', channel: 'channel', day: 'day' });

/** Business time until a moment, since the first that matters: by the times when it is open, `$starts` and `$ends`, and `$before` each. */
const businessUntil = (at: string) => {
  const n = `width_bucket(${at}, $starts::timestamptz[])`;
  return `coalesce(($before::float8[])[${n}] + extract(epoch from least(${at}, ($ends::timestamptz[])[${n}]) - ($starts::timestamptz[])[${n}]), 0)`;
};

/**
 * Cycles that began in the period. A promise is of the cycle it was made in; that nobody kept it is known once it was due and
 * the customer waited.
 */
const response: Source<Told> = {
  name: 'response',
  with: (scope) => {
    const place = { queue: 'e.queue', intent: 'e.intent', channel: 'coalesce(e.channel, t.channel)' };
    return `
with cycle as (
  select c.opened_at as at, c.thread_id as id, c.cycle as part, c.episode_id, c.thread_id,
    e.queue, ${place.channel} as channel, ${dayOf('c.opened_at')} as day, c.customer_at, c.reply_at <= $asOf as replied,
    c.reply_at, case when c.promised_at >= c.opened_at then c.promised_at end as promised_at,
    c.opened_by = 'customer' or coalesce(e.engaged_at <= $asOf, false) as wrote,
    case when not coalesce(c.reply_at <= $asOf, false) then exists (
      select from events v where v.thread_id = c.thread_id and v.kind = 'sla.breached' and v.data ->> 'clock' = 'promised'
        and (v.data ->> 'cycle')::int = c.cycle and v.at <= $asOf) end as broken
  from report_cycles c left join report_episodes e on e.id = c.episode_id left join threads t on t.id = c.thread_id
  where c.opened_at >= $from and c.opened_at < $to and c.opened_at <= $asOf${narrowed(scope, place)}
), response as (
  select *, coalesce(replied and customer_at is not null, false) as answered, coalesce(replied and promised_at is not null, false) as due,
    ${secondsFrom('customer_at', 'reply_at')} as seconds,
    ${businessUntil('reply_at')} - ${businessUntil('customer_at')} as business
  from cycle
)`;
  },
  told: 'customer_at, reply_at, promised_at, replied, wrote, broken, seconds::float8 as seconds',
  why: toldOf,
};

const promised = 'due or broken';
const behind: Counted<Definition> = {
  responses: counts(response, by.in, {
    cycles: 'true',
    answered: part('true', 'answered'),
    waiting: part('true', 'wrote and not coalesce(replied, false)'),
    promised: part('true', promised),
    kept: part(promised, 'due and reply_at <= promised_at'),
    late: part(promised, 'due and reply_at > promised_at'),
    never: part(promised, 'broken'),
  }),
  answeredBy: counts(response, either({ person: 'true' }, 'who'), { answered: part('true', 'answered') }),
};

const cycles = (scope: Scope) => `${response.with(scope)}
select ${by.columns}, ${counted(behind.responses)},
  ${middle('seconds', 'answered')} as "medianSeconds", ${ninetieth('seconds', 'answered')} as "p90Seconds",
  ${middle('business', 'answered')} as "businessMedianSeconds", ${ninetieth('business', 'answered')} as "businessP90Seconds",
  ${shareOf(behind.responses.kept, behind.responses.promised)} as "keptShare"
from response ${by.groupBy} ${by.order}`;

/** From the first message to the first answer of a person; what flows answer is counted apart, and none do yet. */
@Injectable()
export class FirstResponse {
  readonly behind = behind;

  constructor(private readonly work: WorkSettingsStore) {}

  async tables(scope: Scope): Promise<Report> {
    const responses = await scope.rows<Report['responses'][number]>(cycles(scope), await this.values(scope));
    const { answered = 0, medianSeconds = null, p90Seconds = null } = responses[0] ?? {};
    return {
      responses,
      answeredBy: [
        { who: 'person', answered, medianSeconds, p90Seconds },
        { who: 'flow', answered: 0, medianSeconds: null, p90Seconds: null },
      ],
    };
  }

  /** When it was open, and how long until each opening. */
  async values(scope: Scope): Promise<Record<string, unknown>> {
    const { calendar } = await this.work.get();
    // A customer may have written before the cycle that it opened was heard of.
    const open = openTimes(new Date(scope.from.getTime() - 86_400_000), scope.asOf, calendar);
    let sum = 0;
    const before = open.map(({ start, end }) => {
      const until = sum;
      sum += (end.getTime() - start.getTime()) / 1000;
      return until;
    });
    return { starts: open.map(({ start }) => start), ends: open.map(({ end }) => end), before };
  }
}

function toldOf(item: Told & { at: Date }, asOf: Date): ReportReason[] {
  const {
    at,
    customer_at: wroteAt,
    reply_at: replyAt,
    promised_at: promisedAt,
    replied,
    wrote,
    broken,
    seconds,
  } = item;
  const why: ReportReason[] = [{ code: 'cycle_opened', at: at.toISOString() }];
  if (replied && wroteAt) why.push({ code: 'customer_wrote', at: wroteAt.toISOString() });
  if (replied) why.push({ code: 'replied', at: replyAt!.toISOString(), ...(seconds !== null && { seconds }) });
  else if (wrote) why.push({ code: 'waiting', seconds: (asOf.getTime() - at.getTime()) / 1000 });
  else why.push({ code: 'customer_silent' });
  if (replied && promisedAt)
    why.push({ code: replyAt! <= promisedAt ? 'promise_kept' : 'promise_late', at: promisedAt.toISOString() });
  return broken ? [...why, { code: 'promise_broken' }] : why;
}
