import type { Principal } from '#libs/access';
import type { Message } from '#libs/contracts';
import type { Sql } from '#libs/platform';
import { appendMessage } from './append-message.js';

/** Who did it; null: nobody, it happened by itself. */
export type Doer = Pick<Principal, 'userId' | 'name'> | null;

/** Writes the event; with a text also a small line in the thread that says what happened, and who did it. */
export async function record(
  sql: Sql,
  id: string,
  kind: string,
  data: object,
  doer: Doer,
  text?: string,
): Promise<Message | undefined> {
  await sql.query(
    `insert into events (kind, thread_id, contact_id, data) select $2, id, contact_id, $3 from threads where id = $1`,
    [id, kind, JSON.stringify({ ...data, ...(doer && { by: doer.userId }) })],
  );
  if (!text) return undefined;
  const author = doer
    ? { kind: 'user' as const, id: doer.userId, name: doer.name }
    : { kind: 'system' as const, id: null, name: null };
  const line = doer ? `${text} by ${doer.name}` : text;
  const content = { event: kind, ...data };
  return (await appendMessage(sql, id, { direction: 'internal', type: 'event', text: line, content, author })).message;
}
