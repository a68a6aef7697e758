import { intoEvents } from '#libs/platform';

/**
 * Cycles that have gone silent: the customer was here, nobody waits, and our last word is so old, by its own time where it was
 * told late. Noted once. $1 now, $2 after how many hours.
 */
export const noteSilences = `
with quiet as materialized (
  select t.id, last.created_at - t.late + $2 * interval '1 h' as at
  from threads t cross join lateral (
    select created_at from messages m where m.thread_id = t.id and m.direction = 'outbound' order by seq desc limit 1) last
  where t.status in ('open', 'snoozed') and t.waiting_since is null and t.silent_cycle is distinct from t.cycle
    and t.handoff ->> 'status' = 'engaged' and t.cycle_started_at - t.late <= $1::timestamptz - $2 * interval '1 h'
    and last.created_at >= t.cycle_started_at
    and last.created_at - t.late <= $1::timestamptz - $2 * interval '1 h'
  order by t.id limit 500
), noted as (
  update threads t set silent_cycle = t.cycle from quiet
  where t.id = quiet.id and t.waiting_since is null and t.silent_cycle is distinct from t.cycle
  returning t.id, t.contact_id, t.cycle, quiet.at
)
${intoEvents} select at, 'thread.silent', null, id, contact_id, jsonb_build_object('cycle', cycle) from noted`;
