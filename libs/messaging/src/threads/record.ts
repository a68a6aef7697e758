import type { Principal } from '#libs/access';
import type { Message } from '#libs/contracts';
import { intoEvents, type Sql } from '#libs/platform';
import { appendMessage } from './append-message.js';

/** Who did it; null: nobody, it happened by itself. */
export type Doer = Pick<Principal, 'userId' | 'name'> | null;

/** What happened, in the log of events; `at` absent: now. */
export const recordEvent = (sql: Sql, id: string, kind: string, data: object, at?: Date, callId?: string) =>
  sql.query(`${intoEvents} select coalesce($4, now()), $2, $5::bigint, id, contact_id, $3 from threads where id = $1`, [
    id,
    kind,
    JSON.stringify(data),
    at ?? null,
    callId ?? null,
  ]);

/** The line in the thread that tells of it: in English, and by its event in the language of whoever reads it in a console. */
export async function tellEvent(
  sql: Sql,
  id: string,
  kind: string,
  { data, doer, line }: { data: object; doer: Doer; line: string },
): Promise<Message> {
  const author = doer
    ? { kind: 'user' as const, id: doer.userId, name: doer.name }
    : { kind: 'system' as const, id: null, name: null };
  const content = { event: kind, ...data };
  return (await appendMessage(sql, id, { direction: 'internal', type: 'event', text: line, content, author })).message;
}

/** Writes the event; with a text also a small line in the thread that says what happened, and who did it. */
export async function record(
  sql: Sql,
  id: string,
  kind: string,
  data: object,
  doer: Doer,
  text?: string,
  at?: Date,
): Promise<Message | undefined> {
  await recordEvent(sql, id, kind, { ...data, ...(doer && { by: doer.userId }) }, at);
  return text ? tellEvent(sql, id, kind, { data, doer, line: doer ? `${text} by ${doer.name}` : text }) : undefined;
}
