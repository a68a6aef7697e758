import { heldConsent } from '../consent/consents.sql.js';

/**
 * Notes that an attempt is about to leave and the consent that holds at this moment; answers it for the decision whether
 * it may. $1 outbox row, $2 attempt, $3 contact, $4 channel, $5 purpose.
 */
export const beginAttempt = `
with standing as materialized (
  select ${heldConsent('$3::bigint', '$4::bigint', '$5')} as held, $5 in ('notice', 'marketing') and exists (
    select from consent_flags where contact_id = $3 and channel_id = $4 and decision is null) as unclear
), noted as (
  insert into send_attempts (outbox_id, attempt, consent_id)
  select $1, $2, (held ->> 'id')::bigint from standing on conflict do nothing
)
select held, unclear from standing`;

/** How an attempt ended, as a CTE: `outcome` and `error` are SQL. $1 outbox row, $2 attempt. */
export const attemptEnded = (outcome: string, error: string) => `attempt_ended as (
  update send_attempts set outcome = ${outcome}, error = ${error}, ended_at = now() where outbox_id = $1 and attempt = $2
)`;
