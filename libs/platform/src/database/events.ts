import type { Sql } from './database.js';

export interface EventSubject {
  callId?: string | null;
  threadId?: string | null;
  contactId?: string | null;
}

/** How the log of what happened is written: goes before a select of these columns. */
export const intoEvents = 'insert into events (at, kind, call_id, thread_id, contact_id, data)';

/** Adds to the log of what happened, in the transaction that made it happen; `at` null: now. */
export async function recordEvent(
  sql: Sql,
  kind: string,
  subject: EventSubject,
  at: Date | null,
  data: object = {},
): Promise<void> {
  await sql.query(`${intoEvents} values (coalesce($1, now()), $2, $3, $4, $5, $6)`, [
    at,
    kind,
    subject.callId ?? null,
    subject.threadId ?? null,
    subject.contactId ?? null,
    JSON.stringify(data),
  ]);
}
