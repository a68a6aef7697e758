import { waitingMinutes } from '#libs/contracts';
import { measures, perWindow, sumOf } from '../channel-shift/measures.js';

const measured = (name: string) => measures.find((each) => each.name === name)!;

/** Every place of `ages` has its number, 0 too. */
const ages = [0, ...waitingMinutes].map((_, n) => `(count(*) filter (where age = ${n}))::int`).join(', ');

/**
 * What is open now, each from the partial index of just that. An offer is in flight while nothing is known of its outcome
 * and its call goes on; after an hour nobody tells us of it any more. A thread waits while its customer does, put aside or
 * not; its promise is at risk where the console's own chips say so. $1 now.
 */
export const openNow = `
with waits as (
  select waiting_since, false as aside from threads where status = 'open' and waiting_since is not null
  union all select waiting_since, true from threads where status = 'snoozed' and waiting_since is not null
), aged as (
  select *, width_bucket(extract(epoch from $1::timestamptz - waiting_since), '{${waitingMinutes.map((minutes) => minutes * 60).join(',')}}'::numeric[]) as age from waits
), waiting as (
  select count(*)::int as threads, (count(*) filter (where aside))::int as snoozed, min(waiting_since) as "longestSince",
    array[${ages}] as ages from aged
), promises as (
  select (count(*) filter (where promised_at < $1))::int as late,
    (count(*) filter (where promised_at >= $1 and soon))::int as "atRisk",
    (count(*) filter (where promised_at >= $1 and not soon))::int as "inTime"
  from (
    select promised_at,
      promised_at - $1 < greatest((promised_at - waiting_since) / 4, interval '10 minutes') as soon
    from threads where promised_at is not null and promise_answered_at is null and status <> 'resolved'
      and waiting_since < promised_at) as running
)
select waiting.*, promises.*, (
    select count(*)::int from offers o join calls c on c.id = o.call_id
    where o.outcome is null and o.offered_at > $1::timestamptz - interval '1 hour' and o.offered_at <= $1
      and (c.ended_at is null or c.ended_at > $1)) as "inFlight"
from waiting, promises`;

/**
 * What the facts say, by the report's own measures. Facts follow the log within a second; where they lag, `at` is the event
 * they have not heard of yet. $1 now, $2 when acceptance begins to count, $3 when today began.
 */
export const fromFacts = `
select ${['offered', 'accepted', 'undecided'].map((name) => `${sumOf(measured(name))} as ${name}`).join(', ')},
  (select count(*)::int from report_episodes e
   where e.same_at >= $3 and (${measured(perWindow('bounce', '7d')).when})) as bounced,
  least($1, (
    select n.recorded_at from report_progress p cross join lateral (
      select recorded_at from events e where (e.xid, e.id) > (p.xid, p.event_id) order by e.xid, e.id limit 1) n)) as at
from report_episodes e where e.started_at >= $2 and e.started_at <= $1`;
