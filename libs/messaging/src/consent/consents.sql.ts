import type { Consent, ConsentAction, ConsentPurpose, ConsentSource, HeldConsent, SendPurpose } from '#libs/contracts';
import type { Sql } from '#libs/platform';

/** Newest first, an opt-out before an opt-in of the same moment: the first row is what `holding` finds. */
const byHolding = `at desc, action desc, id desc`;

/** As JSON, so that the message keeps what held when it was written. */
export const heldJson = (c: string) => `json_build_object('id', ${c}.id::text, 'action', ${c}.action,
  'purpose', ${c}.purpose, 'source', ${c}.source, 'note', ${c}.note,
  'at', to_char(${c}.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`;

/** The entry that holds, as a scalar subquery. `contact`, `channel` and `purpose` are SQL. */
export const heldConsent = (contact: string, channel: string, purpose: string) => `(
  select ${heldJson('h')} from consents h
  where h.contact_id = ${contact} and h.channel_id = ${channel} and h.purpose in ('all', ${purpose})
  order by ${byHolding} limit 1)`;

export interface Standing {
  /** The entry that holds; null: nobody has said anything about it. */
  held: HeldConsent | null;
  /** Free wording that reads like an opt-out and that nobody has judged: holds back what nobody asked for. */
  unclear: boolean;
}

/** How a contact and a sender stand for a purpose. Of what was asked for, nothing is ever unclear. */
export async function standing(
  sql: Sql,
  contactId: string,
  channelId: string,
  purpose: SendPurpose,
): Promise<Standing> {
  const [row] = await sql.query<Standing & Record<string, unknown>>(
    `select ${heldConsent('$1', '$2', '$3')} as held, $3 in ('notice', 'marketing') and exists (
       select from consent_flags where contact_id = $1 and channel_id = $2 and decision is null) as unclear`,
    [contactId, channelId, purpose],
  );
  return row!;
}

/** Whether the contact has opted out of what any of the company's senders answers or offers. */
export async function hasOptedOutAnywhere(sql: Sql, contactId: string): Promise<boolean> {
  const [row] = await sql.query<{ out: boolean }>(
    `select exists (select from (
       select distinct on (channel_id) action from consents
       where contact_id = $1 and purpose in ('all', 'service') order by channel_id, ${byHolding}) newest
     where action = 'opt_out') as out`,
    [contactId],
  );
  return row!.out;
}

export interface NewConsent {
  contactId: string;
  channelId: string;
  purpose: ConsentPurpose;
  action: ConsentAction;
  source: ConsentSource;
  at: Date;
  threadId?: string | null;
  seq?: number | null;
  callId?: string | null;
  by?: { id: string | null; name: string } | null;
  note?: string | null;
  /** Who tells the customer that it was understood. */
  confirmedBy?: 'hub' | 'provider' | null;
}

/** Adds an entry, and the job that shows it in the thread and confirms it. Answers its id. */
export async function appendConsent(sql: Sql, entry: NewConsent): Promise<string> {
  const { contactId, channelId, purpose, action, source, at, threadId, seq, callId, by, note, confirmedBy } = entry;
  const [row] = await sql.query<{ id: string }>(
    `with entry as (
       insert into consents (contact_id, channel_id, purpose, action, source, at, thread_id, seq, call_id, by_id, by_name,
         note, confirmed_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning id
     ), told as (
       insert into jobs (kind, payload) select 'consent.recorded', jsonb_build_object('consentId', id::text) from entry
     )
     select id from entry`,
    [
      contactId,
      channelId,
      purpose,
      action,
      source,
      at,
      threadId ?? null,
      seq ?? null,
      callId ?? null,
      by?.id ?? null,
      by?.name ?? null,
      note ?? null,
      confirmedBy ?? null,
    ],
  );
  return row!.id;
}

type ConsentRow = Omit<Consent, 'at' | 'recordedAt'> & { at: Date; recordedAt: Date };

/** The ledger of a contact, or single entries of it, newest first. $1 contact or null, $2 ids or null. */
export async function readConsents(sql: Sql, contactId: string | null, ids: string[] | null): Promise<Consent[]> {
  const rows = await sql.query<ConsentRow>(
    `select c.id, c.contact_id as "contactId", json_build_object('id', ch.id::text, 'kind', ch.kind, 'name', ch.name,
       'address', ch.address) as channel, purpose, action, source, thread_id as "threadId", seq, call_id as "callId",
       by_name as by, confirmed_by as "confirmedBy", note, at, recorded_at as "recordedAt"
     from consents c join channels ch on ch.id = c.channel_id
     where ($1::bigint is null or contact_id = $1) and ($2::bigint[] is null or c.id = any($2))
     order by at desc, action desc, c.id desc limit 500`,
    [contactId, ids],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString(), recordedAt: row.recordedAt.toISOString() }));
}

/**
 * What a provider's refusals say of consent: the CTE `withdrawn`. `refused`: a CTE with contact_id, channel_id, thread_id,
 * seq, at and the error as `news`; only codes that the provider maps to an opt-out carry its purpose.
 */
export const withdrawnBy = (refused: string): string => `withdrawn as (
  insert into consents (contact_id, channel_id, purpose, action, source, at, thread_id, seq, note)
  select contact_id, channel_id, news ->> 'optOut', 'opt_out', 'provider', at, thread_id, seq, news ->> 'providerCode'
  from ${refused} where news ->> 'optOut' is not null
  returning id
), withdrawn_told as (
  insert into jobs (kind, payload) select 'consent.recorded', jsonb_build_object('consentId', id::text) from withdrawn
)`;
