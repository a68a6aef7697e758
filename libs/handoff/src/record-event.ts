import type { Sql } from '#libs/platform';

interface Subject {
  callId?: string | null;
  threadId?: string | null;
  contactId?: string | null;
}

/** Adds to the log of what happened, in the transaction that made it happen. */
export async function recordEvent(
  sql: Sql,
  kind: string,
  subject: Subject,
  at: Date,
  data: object = {},
): Promise<void> {
  await sql.query(
    'insert into events (at, kind, call_id, thread_id, contact_id, data) values ($1, $2, $3, $4, $5, $6)',
    [at, kind, subject.callId ?? null, subject.threadId ?? null, subject.contactId ?? null, JSON.stringify(data)],
  );
}
