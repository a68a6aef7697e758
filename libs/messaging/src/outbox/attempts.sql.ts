import type { SendPurpose } from '#libs/contracts';
import { heldConsent, type Standing } from '../consent/consents.sql.js';

export type AttemptBegun = Standing & { purpose: SendPurpose };

/**
 * Notes that an attempt is about to leave and the consent that holds at this moment; answers it for the decision whether
 * it may. What was written before purposes were kept is a reply. $1 outbox row, $2 attempt.
 */
export const beginAttempt = `
with send as materialized (
  select o.contact_id, o.channel_id, coalesce(m.purpose, 'service') as purpose
  from outbox o join messages m on m.thread_id = o.thread_id and m.seq = o.seq and m.created_at = o.message_created_at
  where o.id = $1
), standing as materialized (
  select purpose, ${heldConsent('s.contact_id', 's.channel_id', 's.purpose')} as held,
    purpose in ('notice', 'marketing') and exists (
      select from consent_flags f
      where f.contact_id = s.contact_id and f.channel_id = s.channel_id and decision is null) as unclear
  from send s
), noted as (
  insert into send_attempts (outbox_id, attempt, consent_id)
  select $1, $2, (held ->> 'id')::bigint from standing on conflict do nothing
)
select purpose, held, unclear from standing`;

/** How an attempt ended, as a CTE: `outcome` and `error` are SQL. $1 outbox row, $2 attempt. */
export const attemptEnded = (outcome: string, error: string) => `attempt_ended as (
  update send_attempts set outcome = ${outcome}, error = ${error}, ended_at = now() where outbox_id = $1 and attempt = $2
)`;
