import type { Message } from '#libs/contracts';
import { notFound, recordEvent, type Sql } from '#libs/platform';
import { contactMerged } from '../errors.js';
import { appendMessage } from '../threads/append-message.js';
import type { ContactTables } from './contact-tables.js';
import * as sqlOf from './merges.sql.js';
import type { Moved, ThreadToMove } from './merges.sql.js';
import { whichGoesOn } from './which-thread-goes-on.js';

export interface Merge {
  keptId: string;
  mergedId: string;
  reason: string | null;
  /** `id` null: not a person of the company. */
  by: { id: string | null; name: string };
}

export interface ContactRow {
  id: string;
  name: string | null;
  mergedInto: string | null;
  createdAt: Date;
}

/** Told after the commit. */
export interface Changed {
  entries: Message[];
  threadIds: string[];
}

/** Between the locks of its threads and of itself a contact got another thread: the transaction is tried again. */
class Overtaken extends Error {
  readonly code = '40001';
}

/**
 * Calls and the like, threads, then their messages, then the contacts: the order in which everybody else locks them, so that
 * nobody waits in a circle. What points at a row may still be added.
 */
export async function lockPeople(
  sql: Sql,
  tables: ContactTables,
  contactIds: readonly string[],
  move: (threads: ThreadToMove[]) => Promise<void>,
): Promise<{ threads: ThreadToMove[]; contacts: Map<string, ContactRow> }> {
  const lock = (name: string, where: string) =>
    sql.query(`select from ${name} where ${where} order by id for no key update`, [contactIds]);
  for (const { name } of tables.ofContacts) await lock(name, 'contact_id = any($1)');
  for (const { name } of tables.ofThreads) {
    await lock(name, 'thread_id in (select id from threads where contact_id = any($1))');
  }
  const threads = await sql.query<ThreadToMove & Record<string, unknown>>(sqlOf.lockThreads, [contactIds]);
  await move(threads);
  const rows = await sql.query<ContactRow & Record<string, unknown>>(sqlOf.lockContacts, [contactIds]);
  const [now] = await sql.query<{ n: number }>('select count(*)::int as n from threads where contact_id = any($1)', [
    contactIds,
  ]);
  if (now!.n !== threads.length) throw new Overtaken('a thread was opened meanwhile');
  return { threads, contacts: new Map(rows.map((row) => [row.id, row])) };
}

/** A line in a thread about what happened to its person; a provider that did it is named, though nobody of the company. */
export const entryOf = async (
  sql: Sql,
  threadId: string,
  text: string,
  by: Merge['by'],
  content: { event: string } & Record<string, unknown>,
): Promise<Message> => {
  const author = { kind: by.id ? ('user' as const) : ('system' as const), id: by.id, name: by.name };
  const entry = { direction: 'internal' as const, type: 'event' as const, text, author, content };
  return (await appendMessage(sql, threadId, entry)).message;
};

/** Everything of one contact becomes another's, in the caller's transaction. */
export async function joinContacts(sql: Sql, tables: ContactTables, merge: Merge): Promise<Changed> {
  const { keptId, mergedId, reason, by } = merge;
  const { threads, contacts } = await lockPeople(sql, tables, [keptId, mergedId], async (locked) => {
    const ids = locked.filter((t) => t.contactId === mergedId).map((t) => t.id);
    for (const statement of sqlOf.moveMessages) await sql.query(statement, [ids, keptId]);
  });
  const [kept, merged] = [contacts.get(keptId), contacts.get(mergedId)];
  if (!kept || !merged) throw notFound('contact');
  for (const { id, mergedInto } of [kept, merged]) if (mergedInto) throw contactMerged(id, mergedInto);
  const theirs = threads.filter((t) => t.contactId === mergedId);
  const openOf = (id: string) => threads.find((t) => t.contactId === id && t.status !== 'resolved');
  const { goesOn, closes } = whichGoesOn(openOf(keptId), openOf(mergedId));
  const moved: Moved = {
    identities: [],
    threads: theirs.map((t) => t.id),
    rows: {},
    closed: null,
    followed: {},
    optOuts: [],
    named: kept.name === null ? merged.name : null,
  };
  const nameOf = (contact: ContactRow) => contact.name ?? 'a contact without a name';
  const entries: Message[] = [];
  if (goesOn && closes) {
    const [was] = await sql.query<NonNullable<NonNullable<Moved['closed']>['was']>>(sqlOf.takeOver, [goesOn, closes]);
    moved.closed = { id: closes, goesOn, was: was! };
    await sql.query(sqlOf.closeMerged, [closes]);
    for (const { name, where } of tables.ofThreads) {
      moved.followed[name] = await ids(
        sql,
        `update ${name} set thread_id = $1 where thread_id = $2 and ${where} returning id`,
        [goesOn, closes],
      );
    }
  }
  await sql.query(sqlOf.moveThreads, [moved.threads, keptId]);
  moved.optOuts = await ids(sql, sqlOf.keepOptOuts, [keptId, mergedId, by.id, by.name]);
  moved.identities = await sql.query<Moved['identities'][number] & Record<string, unknown>>(
    'update identities set contact_id = $1 where contact_id = $2 returning kind, scope, value',
    [keptId, mergedId],
  );
  for (const { name } of tables.ofContacts) {
    moved.rows[name] = await ids(sql, `update ${name} set contact_id = $1 where contact_id = $2 returning id`, [
      keptId,
      mergedId,
    ]);
  }
  if (moved.named) {
    const take =
      'update contacts k set (name, name_at) = (select name, name_at from contacts where id = $2) where id = $1';
    await sql.query(take, [keptId, mergedId]);
  }
  await sql.query('update contacts set merged_into = $2 where id = $1', [mergedId, keptId]);
  const [row] = await sql.query<{ id: string }>(
    `insert into contact_merges (kept_id, merged_id, reason, by_id, by_name, moved)
     values ($1, $2, $3, $4, $5, $6) returning id`,
    [keptId, mergedId, reason, by.id, by.name, JSON.stringify(moved)],
  );
  if (goesOn && closes) {
    const other = closes === openOf(keptId)?.id ? merged : kept;
    const told = `Merged with ${nameOf(other)}: goes on in another thread`;
    const content = { event: 'contact.merged', with: other.name, goesOnIn: goesOn };
    entries.push(await entryOf(sql, closes, told, by, content));
  }
  if (goesOn) {
    const other = closes === openOf(keptId)?.id ? kept : merged;
    const content = { event: 'contact.merged', with: other.name, ...(closes && { goesOnFrom: closes }) };
    entries.push(await entryOf(sql, goesOn, `Merged with ${nameOf(other)}`, by, content));
  }
  await recordMerge(sql, 'contact.merged', { id: row!.id, keptId, mergedId }, { reason, by: by.id, goesOn, closes });
  return { entries, threadIds: threads.map((t) => t.id) };
}

/** For both contacts: what happened to one of them is found by either. */
export async function recordMerge(
  sql: Sql,
  kind: string,
  { id, keptId, mergedId }: { id: string; keptId: string; mergedId: string },
  data: object,
): Promise<void> {
  for (const contactId of [keptId, mergedId]) {
    await recordEvent(sql, kind, { contactId }, null, { ...data, mergeId: id, keptId, mergedId });
  }
}

export const ids = async (sql: Sql, text: string, values: unknown[]): Promise<string[]> =>
  (await sql.query<{ id: string }>(text, values)).map((row) => row.id);
