import type { Message } from '#libs/contracts';
import { notFound, type Sql } from '#libs/platform';
import { mergeSuperseded, mergeUndone } from '../errors.js';
import type { ContactTables } from './contact-tables.js';
import { type Changed, entryOf, ids, lockPeople, type Merge, recordMerge } from './join-contacts.js';
import * as sqlOf from './merges.sql.js';
import type { Moved } from './merges.sql.js';
import { returnMessages } from './return-messages.js';

interface MergeRow extends Record<string, unknown> {
  keptId: string;
  mergedId: string;
  mergedAt: Date;
  moved: Moved;
  undoneAt: Date | null;
  laterId: string | null;
}

export interface Parted extends Changed {
  keptId: string;
  mergedId: string;
  /** Where messages were that have gone into their writer's own thread. */
  emptied: { threadId: string; seq: number }[];
}

const lockMerge = `
select kept_id as "keptId", merged_id as "mergedId", merged_at as "mergedAt", moved, undone_at as "undoneAt",
  (select max(id) from contact_merges l where l.id > m.id and l.undone_at is null
    and (l.kept_id in (m.kept_id, m.merged_id) or l.merged_id in (m.kept_id, m.merged_id))) as "laterId"
from contact_merges m where id = $1 for update`;

/**
 * Threads that were opened since, and in which only the merged person has written: they are theirs. $1 kept, $2 their
 * addresses, $3 since, $4 threads that go back anyway.
 */
const threadsSince = `
select id from threads t where contact_id = $1 and created_at >= $3 and id <> all($4) and address = any($2)
  and not exists (select from messages m
    where m.thread_id = t.id and direction = 'inbound' and address is not null and address <> all($2))`;

/** Undoes a merge in the caller's transaction: each gets back what was theirs and what has come since by their addresses. */
export async function partContacts(sql: Sql, tables: ContactTables, id: string, by: Merge['by']): Promise<Parted> {
  const [merge] = await sql.query<MergeRow>(lockMerge, [id]);
  if (!merge) throw notFound('merge');
  if (merge.undoneAt) throw mergeUndone();
  if (merge.laterId) throw mergeSuperseded(merge.laterId);
  const { keptId, mergedId, mergedAt, moved } = merge;
  const addresses = moved.identities.map(({ value }) => value);
  let back: string[] = [];
  const { threads } = await lockPeople(sql, tables, [keptId, mergedId], async () => {
    const since = await ids(sql, threadsSince, [keptId, addresses, mergedAt, moved.threads]);
    back = [...moved.threads, ...since];
    for (const statement of sqlOf.moveMessages) await sql.query(statement, [back, mergedId]);
  });
  await sql.query('update contacts set merged_into = null where id = $1', [mergedId]);
  await returnIdentities(sql, merge, addresses);
  await sql.query(sqlOf.moveThreads, [back, mergedId]);
  const rows = await returnRows(sql, tables, merge);
  const entries = await returnThread(sql, moved, by);
  const returned = await returnMessages(sql, { keptId, mergedId, mergedAt, addresses });
  await sql.query(`insert into jobs (kind, payload, run_at) values ($1, $2, now() + interval '3 s')`, [
    settleJob,
    JSON.stringify({ mergeId: id }),
  ]);
  entries.push(...returned.entries);
  await sql.query(sqlOf.settleWaiting, [[...threadIdsOf(moved), ...returned.threadIds]]);
  if (moved.named) {
    await sql.query('update contacts set name = null, name_at = null where id = $1 and name = $2', [
      keptId,
      moved.named,
    ]);
  }
  await sql.query('update contact_merges set undone_at = now(), undone_by_name = $2 where id = $1', [id, by.name]);
  const open = await ids(
    sql,
    `select id from threads where contact_id = any($1) and status <> 'resolved' order by id`,
    [[keptId, mergedId]],
  );
  const went = { calls: rows.calls ?? [], threads: back };
  const event = 'contact.merge_undone';
  for (const threadId of open) entries.push(await entryOf(sql, threadId, 'Merge of contacts undone', by, { event }));
  await recordMerge(sql, event, { id, keptId, mergedId }, { by: by.id, ...went });
  const threadIds = [...new Set([...threads.map((t) => t.id), ...open])];
  return { entries, threadIds, keptId, mergedId, emptied: returned.emptied };
}

const threadIdsOf = ({ closed }: Moved): string[] => (closed ? [closed.id, closed.goesOn] : []);

/** The kind of job that looks once more a little after a merge was undone. */
export const settleJob = 'contacts.settle';

/**
 * What was under way while a merge was undone had looked up the kept contact before and was written after: it goes to its own
 * too. Changes nothing where nothing was.
 */
export async function settleParted(sql: Sql, tables: ContactTables, id: string): Promise<Parted | null> {
  const [merge] = await sql.query<MergeRow>(lockMerge, [id]);
  if (!merge?.undoneAt || merge.laterId) return null;
  const { keptId, mergedId, mergedAt, moved } = merge;
  await lockPeople(sql, tables, [keptId, mergedId], async () => {});
  const { calls = [] } = await returnRows(sql, tables, merge);
  if (calls.length > 0) {
    await recordMerge(sql, 'contact.merge_undone', { id, keptId, mergedId }, { by: null, calls, threads: [] });
  }
  const addresses = moved.identities.map(({ value }) => value);
  const { entries, emptied, threadIds } = await returnMessages(sql, { keptId, mergedId, mergedAt, addresses });
  await sql.query(sqlOf.settleWaiting, [threadIds]);
  return { entries, emptied, keptId, mergedId, threadIds: emptied.map((place) => place.threadId) };
}

async function returnIdentities(sql: Sql, { keptId, mergedId, mergedAt, moved }: MergeRow, addresses: string[]) {
  await sql.query(
    `update identities i set contact_id = $2 from json_to_recordset($3) as m(kind text, scope text, value text)
     where i.kind = m.kind and i.scope = m.scope and i.value = m.value and i.contact_id = $1`,
    [keptId, mergedId, JSON.stringify(moved.identities)],
  );
  await sql.query(
    'update identities set contact_id = $2 where contact_id = $1 and created_at >= $3 and came_with = any($4)',
    [keptId, mergedId, mergedAt, addresses],
  );
}

/** What went back, by table. */
async function returnRows(
  sql: Sql,
  tables: ContactTables,
  { keptId, mergedId, mergedAt, moved }: MergeRow,
): Promise<Record<string, string[]>> {
  const went: Record<string, string[]> = {};
  const addresses = moved.identities.map(({ value }) => value);
  for (const { name, since } of tables.ofContacts) {
    went[name] = await ids(
      sql,
      `update ${name} r set contact_id = $2 where contact_id = $1 and (r.id = any($5) or (${since}))
       and $3::text[] is not null and $4::timestamptz is not null returning id`,
      [keptId, mergedId, addresses, mergedAt, moved.rows[name] ?? []],
    );
  }
  await sql.query(sqlOf.returnOptOuts, [mergedId, moved.optOuts]);
  for (const { name } of tables.ofThreads) {
    if (!moved.closed) continue;
    await sql.query(`update ${name} set thread_id = $1 where id = any($2) and thread_id = $3`, [
      moved.closed.id,
      moved.followed[name] ?? [],
      moved.closed.goesOn,
    ]);
  }
  return went;
}

/** The thread that was closed is open again, unless its contact has another one by now. */
async function returnThread(sql: Sql, { closed }: Moved, by: Merge['by']): Promise<Message[]> {
  if (!closed) return [];
  const { id, goesOn, was } = closed;
  if (was) await sql.query(sqlOf.giveBack, [goesOn, JSON.stringify(was.goesOn), JSON.stringify(was.joined)]);
  const [reopened] = await ids(sql, sqlOf.reopenMerged, [id, was ? JSON.stringify(was.closed) : null]);
  return reopened ? [await entryOf(sql, reopened, 'Goes on here again', by, { event: 'thread.returned' })] : [];
}
