import type { Message } from '#libs/contracts';
import type { Sql } from '#libs/platform';
import { messageColumns, type MessageRow, messageView } from '../threads/message.view.js';
import { copyMessage, emptyPlace, settleThreads, strayMessages } from './return-messages.sql.js';

interface Parting {
  keptId: string;
  mergedId: string;
  mergedAt: Date;
  /** Of the merged contact. */
  addresses: readonly string[];
}
interface Place {
  threadId: string;
  seq: number;
}

/**
 * What each of two parted contacts wrote into the other's thread while both counted as one goes into their own: nobody
 * reads a stranger's words. Answers what is new in its place, and the places left.
 */
export async function returnMessages(
  sql: Sql,
  { keptId, mergedId, mergedAt, addresses }: Parting,
): Promise<{ entries: Message[]; emptied: Place[]; threadIds: string[] }> {
  const strays = await sql.query<Place & { contactId: string }>(strayMessages, [keptId, mergedId, mergedAt, addresses]);
  const placed: Place[] = [];
  for (const { threadId, seq, contactId } of strays) {
    const [place] = await sql.query<Place & Record<string, unknown>>(copyMessage, [threadId, seq, contactId]);
    await sql.query(emptyPlace, [threadId, seq, place!.threadId]);
    placed.push(place!);
  }
  const touched = [...new Set([...strays, ...placed].map((place) => place.threadId))];
  await sql.query(settleThreads, [touched.sort((a, b) => Number(a) - Number(b))]);
  const entries: Message[] = [];
  for (const { threadId, seq } of placed) {
    const [row] = await sql.query<MessageRow & Record<string, unknown>>(
      `select ${messageColumns('m')} from messages m where thread_id = $1 and seq = $2`,
      [threadId, seq],
    );
    entries.push(messageView(row!));
  }
  return { entries, emptied: strays.map(({ threadId, seq }) => ({ threadId, seq })), threadIds: touched };
}
