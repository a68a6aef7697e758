import { intoEvents } from '#libs/platform';

/** One hub at a time: the others have nothing to add. */
export const aloneInSweep = `select pg_try_advisory_xact_lock(hashtext('sla sweep')) as alone`;

/** What a clock runs from, and while what. */
const running = {
  first: { from: 'waiting_since', while: 'first_reply_at is null' },
  next: { from: 'waiting_since', while: 'first_reply_at is not null' },
  resolution: { from: 'cycle_started_at', while: 'true' },
} as const;

/**
 * Threads of one priority whose clock began at or before a moment, and that nobody has noted yet. $1 priority, $2 the
 * latest beginning that is due by now.
 */
export const dueSince = (clock: keyof typeof running): string =>
  `${['open', 'snoozed']
    .map(
      (status) => `(
  select id, cycle, ${running[clock].from} as "startedAt" from threads t
  where status = '${status}' and priority = $1 and ${running[clock].from} <= $2 and ${running[clock].while}
    and not exists (select from sla_breaches b where b.thread_id = t.id and b.cycle = t.cycle and b.clock = '${clock}'
      and b.started_at = date_trunc('milliseconds', t.${running[clock].from}))
  order by ${running[clock].from} limit 500)`,
    )
    .join(' union all ')}`;

/** Promises are kept with their time. */
export const promisesDue = `
select id, cycle, waiting_since as "startedAt", promised_at as "dueAt" from threads t
where status <> 'resolved' and promised_at < now() and promise_answered_at is null and waiting_since < promised_at
  and not exists (select from sla_breaches b where b.thread_id = t.id and b.cycle = t.cycle and b.clock = 'promised'
    and b.started_at = date_trunc('milliseconds', t.waiting_since))
order by promised_at limit 500`;

/** Once each. $1 threads, $2 cycles, $3 clocks, $4 since when, $5 due when. Answers those that are new. */
export const noteBreaches = `
with breach as (
  insert into sla_breaches (thread_id, cycle, clock, started_at, due_at)
  select * from unnest($1::bigint[], $2::int[], $3::text[], $4::timestamptz[], $5::timestamptz[])
  on conflict do nothing returning *
), event as (
  ${intoEvents}
  select now(), 'sla.breached', null, thread_id, contact_id,
    jsonb_build_object('clock', clock, 'cycle', breach.cycle, 'startedAt', started_at, 'dueAt', due_at)
  from breach join threads on threads.id = thread_id
)
select distinct thread_id as id from breach`;
