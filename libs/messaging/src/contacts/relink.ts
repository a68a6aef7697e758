import { recordEvent, type Sql } from '#libs/platform';
import type { ContactTables } from './contact-tables.js';
import { type Changed, entryOf, joinContacts } from './join-contacts.js';
import { type Holder, mayRelink } from './may-relink.js';
import { byStrength } from './persons.js';
import { identityKey, type ScopedIdentity } from './scoped-identity.js';

/** A provider's word that somebody is known by other addresses since `at`. */
export interface Relink {
  old: readonly ScopedIdentity[];
  /** Other spellings of the old ones. */
  lookup: readonly ScopedIdentity[];
  current: readonly ScopedIdentity[];
  at: Date;
}

const provider = { id: null, name: 'WhatsApp' };

const holders = `
select i.kind, i.scope, i.value, contact_id as "contactId",
  exists (select from threads t join messages m on m.thread_id = t.id
    where t.contact_id = i.contact_id and m.direction = 'inbound') as "hasMessages"
from json_to_recordset($1) as c(kind text, scope text, value text) join identities i using (kind, scope, value)`;

type HolderRow = ScopedIdentity & Holder & Record<string, unknown>;

/**
 * The new addresses become the same contact's, in the caller's transaction: a chain, never a fork. Again, or in another order,
 * it ends the same.
 */
export async function relink(sql: Sql, tables: ContactTables, change: Relink): Promise<Changed> {
  const find = async (identities: readonly ScopedIdentity[]) => {
    const rows = await sql.query<HolderRow>(holders, [JSON.stringify(identities)]);
    return new Map(rows.map((row) => [identityKey(row), row]));
  };
  const before = await find([...change.old, ...change.lookup]);
  const after = await find(change.current);
  const first = (from: readonly ScopedIdentity[], rows: Map<string, Holder>) =>
    byStrength(from).flatMap((i) => rows.get(identityKey(i))?.contactId ?? [])[0] ?? null;
  const owner = first(change.old, before) ?? first(change.lookup, before);
  const contactId = owner ?? first(change.current, after) ?? (await newContact(sql));
  await sql.query(`select from threads where contact_id = $1 and status <> 'resolved' for update`, [contactId]);
  const told: Changed = { entries: [], threadIds: [] };
  const others = new Set<string>();
  for (const identity of change.current) {
    const holder = after.get(identityKey(identity)) ?? null;
    const what = mayRelink(owner, holder);
    if (what === 'apart') await apart(sql, contactId, holder!.contactId);
    if (what === 'join' && !others.has(holder!.contactId)) {
      others.add(holder!.contactId);
      const reason = 'WhatsApp says that the customer has changed their number.';
      const joined = await joinContacts(sql, tables, {
        keptId: contactId,
        mergedId: holder!.contactId,
        reason,
        by: provider,
      });
      told.entries.push(...joined.entries);
      told.threadIds.push(...joined.threadIds);
    }
  }
  const changed = await attach(sql, contactId, change);
  if (!changed) return told;
  const thread = await moveAddress(sql, contactId, change);
  if (thread) {
    const phone = change.current.find((i) => i.kind === 'phone')?.value ?? null;
    const line = phone ? `Number changed to ${phone}` : 'The customer has a new WhatsApp user id';
    const content = { event: 'contact.relinked', phone };
    told.entries.push(await entryOf(sql, thread, line, provider, content));
    told.threadIds.push(thread);
  }
  await recordEvent(sql, 'contact.relinked', { threadId: thread, contactId }, change.at, {
    kinds: change.current.map((i) => i.kind),
  });
  return told;
}

async function newContact(sql: Sql): Promise<string> {
  const [row] = await sql.query<{ id: string }>('insert into contacts default values returning id');
  return row!.id;
}

async function apart(sql: Sql, one: string, two: string): Promise<void> {
  await sql.query(
    `insert into possible_duplicates (contact_id, other_id, reason)
     values (least($1::bigint, $2::bigint), greatest($1::bigint, $2::bigint), $3) on conflict do nothing`,
    [one, two, 'WhatsApp says that one has changed to the number of the other, who had written before.'],
  );
}

/** Adds what nobody has, and notes what follows what. Whether anything was new. */
async function attach(sql: Sql, contactId: string, { old, current, at }: Relink): Promise<boolean> {
  const added = await sql.query(
    `insert into identities (kind, scope, value, contact_id, came_with)
     select kind, scope, value, $2, $3 from json_to_recordset($1) as c(kind text, scope text, value text)
     order by kind, scope, value on conflict do nothing returning value`,
    [JSON.stringify([...old, ...current]), contactId, old[0]!.value],
  );
  const replaced = await sql.query(
    `with followed as (
       -- The end of the chain, where the later change was told first.
       select n.kind, coalesce(i.replaced_by, n.value) as value
       from json_to_recordset($2) as n(kind text, scope text, value text) join identities i using (kind, scope, value)
       where i.contact_id = $3)
     update identities i set replaced_by = f.value, replaced_at = greatest(i.replaced_at, $4)
     from followed f
     where i.contact_id = $3 and f.kind = case when i.kind = 'bsuid' then 'bsuid' else 'phone' end
       and i.value <> f.value and i.replaced_by is distinct from f.value
       and ((i.kind, i.scope, i.value) in (select kind, scope, value
         from json_to_recordset($1) as o(kind text, scope text, value text))
         or i.replaced_by in (select value from json_to_recordset($1) as o(kind text, scope text, value text)))
     returning i.value`,
    [JSON.stringify(old), JSON.stringify(current), contactId, at],
  );
  return added.length + replaced.length > 0;
}

/** Replies in the open thread go to the new address, where they went to the old one. */
async function moveAddress(sql: Sql, contactId: string, { old }: Relink): Promise<string | null> {
  const [thread] = await sql.query<{ id: string }>(
    `update threads t set version = version + 1, address = coalesce((select replaced_by from identities i
       where i.contact_id = $1 and i.value = t.address and i.value = any($2) and t.channel = 'whatsapp'
         and replaced_by is not null limit 1), t.address)
     where contact_id = $1 and status <> 'resolved' returning id`,
    [contactId, old.map((i) => i.value)],
  );
  return thread?.id ?? null;
}
