import type { HeldConsent, MessagingKind } from '#libs/contracts';
import type { Sql } from '#libs/platform';
import { phoneOf } from '../contacts/contacts.sql.js';

/** One at a time says what has changed for a contact and a sender; ends with the transaction. */
export async function lockConsent(sql: Sql, contactId: string, channelId: string): Promise<void> {
  await sql.query(`select pg_advisory_xact_lock(hashtextextended('consent ' || $1 || ' ' || $2, 0))`, [
    contactId,
    channelId,
  ]);
}

/** Whether this is news, and marks it as told. Nothing said yet counts as opted in: a first START is no news. */
export async function markTold(
  sql: Sql,
  contactId: string,
  channelId: string,
  purpose: string,
  { id, action }: HeldConsent,
): Promise<boolean> {
  const [news] = await sql.query(
    `insert into consent_told as told (contact_id, channel_id, purpose, action, consent_id)
     select $1::bigint, $2::bigint, $3::text, $4::text, $5::bigint where $4 = 'opt_out' or exists (
       select from consent_told where contact_id = $1 and channel_id = $2 and purpose = $3)
     on conflict (contact_id, channel_id, purpose) do update set action = excluded.action, consent_id = excluded.consent_id
     where told.action <> excluded.action returning action`,
    [contactId, channelId, purpose, action, id],
  );
  return news !== undefined;
}

/** Whether HELP may be answered now. Of two at once the second waits for the first and finds it answered. */
export async function takeHelp(sql: Sql, contactId: string, channelId: string, now: Date): Promise<boolean> {
  const [taken] = await sql.query(
    `insert into consent_help as help (contact_id, channel_id, answered_at) values ($1, $2, $3)
     on conflict (contact_id, channel_id) do update set answered_at = excluded.answered_at
     where help.answered_at <= excluded.answered_at - interval '1 hour' returning contact_id`,
    [contactId, channelId, now],
  );
  return taken !== undefined;
}

export interface ReplyThread {
  id: string;
  contactId: string;
  channelId: string;
  kind: MessagingKind;
  /** Where the customer is written to by this sender. */
  address: string;
  windowStartedAt: Date | null;
}

/**
 * Where something about a contact and a sender is said: the thread of the message that said it, else the contact's
 * latest. Undefined where there is none.
 */
export async function openThreadOf(
  sql: Sql,
  { contactId, threadId, channel }: { contactId: string; threadId: string | null; channel: { id: string } },
): Promise<ReplyThread | undefined> {
  const [thread] = await sql.query<ReplyThread & Record<string, unknown>>(
    `select t.id, t.contact_id as "contactId", ch.id as "channelId", ch.kind,
       case when t.channel_id = ch.id then t.address else coalesce(
         ${phoneOf('t.contact_id')},
         t.address) end as address,
       t.window_started_at as "windowStartedAt"
     from threads t join channels ch on ch.id = $3
     where t.contact_id = $1 order by t.id = $2 desc nulls last, t.id desc limit 1`,
    [contactId, threadId, channel.id],
  );
  return thread;
}
