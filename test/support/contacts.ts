import type { Contact, Problem } from '#libs/contracts';
import { threadOf } from './conversations.js';
import type { TestHub } from './hub.js';

export const getContact = async (hub: TestHub, id: string) =>
  (await hub.api<Contact>('GET', `/api/v1/contacts/${id}`)).body;

export const merge = (hub: TestHub, keptId: string, otherId: string, headers?: Record<string, string>) =>
  hub.api<Contact & Problem>('POST', `/api/v1/contacts/${keptId}/merge`, { otherId, reason: 'same person' }, headers);

export const undo = (hub: TestHub, mergeId: string) =>
  hub.api<{ kept: Contact; merged: Contact } & Problem>('POST', `/api/v1/contact-merges/${mergeId}/undo`, {});

/** The contact of a number's open thread. */
export const contactOf = async (hub: TestHub, phone: string) => (await threadOf(hub, phone)).contact.id;

const tables = {
  identities: 'kind, scope, value, contact_id',
  threads: 'id, contact_id, status, assignee_id, channel, address',
  consents: 'id, contact_id, channel_id, action',
  episodes: 'id, contact_id',
  calls: 'id, contact_id',
  handoffs: 'id, thread_id, status',
  readings: 'id, contact_id, thread_id',
  contact_notes: 'id, contact_id',
  surveys: 'id, contact_id, thread_id',
};

/** Everything that says whose is whose. */
export async function whose(hub: TestHub) {
  const rows: Record<string, object[]> = {};
  for (const [table, columns] of Object.entries(tables)) {
    rows[table] = await hub.query(`select ${columns} from ${table} order by ${table}::text`);
  }
  return rows;
}

/** What must hold of every history: the numbers of each thread have no gap, and nobody who was merged has anything. */
export async function expectWhole(hub: TestHub) {
  const gaps = await hub.query(
    `select id from threads t where last_seq <> (select count(*) from messages m where m.thread_id = t.id)
       or last_seq <> (select coalesce(max(seq), 0) from messages m where m.thread_id = t.id)`,
  );
  const left = [
    'identities',
    'threads',
    'calls',
    'episodes',
    'consents',
    'messages',
    'readings',
    'contact_notes',
    'surveys',
  ].map(
    (table) =>
      `select '${table}' as what, to_jsonb(r) as row from ${table} r join contacts c on c.id = r.contact_id
       where merged_into is not null`,
  );
  const orphans = await hub.query(left.join(' union all '));
  if (gaps.length || orphans.length) throw new Error(`not whole: ${JSON.stringify({ gaps, orphans })}`);
}
