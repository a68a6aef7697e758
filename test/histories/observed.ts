import { standing } from '#libs/messaging';
import type { Entry, PersonState } from './model.js';
import type { Rig } from './rig.js';
import type { Person } from './telling.js';
import { type Way, ways } from './history.js';

interface Row extends Omit<PersonState, 'windowFrom' | 'optedOut' | 'way' | 'contacts'> {
  contactIds: string[];
  threadId: string | null;
  channelId: string | null;
  windowFrom: Date | null;
}

/** Everything one person's addresses lead to. What truly depends on arrival, such as `seq`, is only checked for gaps. */
const stateOf = `
with known as (
  select distinct contact_id from identities where kind in ('phone', 'bsuid') and value = any($1)
), thread as (
  select * from threads where contact_id in (select contact_id from known)
), entry as (
  select m.* from messages m join thread on thread.id = m.thread_id
)
select
  (select coalesce(array_agg(contact_id), '{}') from known) as "contactIds",
  (select count(*)::int from thread) as threads,
  (select min(id) from thread) as "threadId",
  (select min(status) from thread) as status,
  (select max(cycle) from thread) as cycle,
  (select min(name) from contacts where id in (select contact_id from known)) as name,
  (select min(channel_id) from thread) as "channelId",
  (select min(address) from thread) as address,
  (select min(last_text) from thread) as preview,
  (select coalesce(sum(unread_count), 0)::int from thread) as unread,
  (select max(window_started_at) from thread) as "windowFrom",
  (select coalesce(bool_or(awaiting_customer), false) from thread) as awaiting,
  (select coalesce(bool_and(last_seq = (select count(*) from entry e where e.thread_id = thread.id)
     and last_seq = (select coalesce(max(seq), 0) from entry e where e.thread_id = thread.id)), true) from thread) as gapless,
  (select coalesce(json_agg(json_build_object(
      'id', provider_message_id, 'type', type, 'text', text, 'status', status, 'error', error ->> 'providerCode',
      'at', case direction when 'inbound' then sent_at end, 'name', case direction when 'inbound' then author_name end,
      'files', (select coalesce(json_agg(mime_type order by position), '[]') from attachments a
        where a.thread_id = entry.thread_id and a.seq = entry.seq))
    order by direction = 'inbound', case direction when 'inbound' then sent_at else created_at end,
      provider_message_id collate "C"), '[]') from entry where type <> 'event') as entries`;

export async function observed(rig: Rig, person: Person): Promise<PersonState & { threadId: string | null }> {
  const [row] = await rig.db.named<Row>('history-state', stateOf, [[...person.numbers, person.id]]);
  const { contactIds, channelId, windowFrom, entries, ...rest } = row!;
  const optedOut: Way[] = [];
  for (const way of ways)
    for (const id of contactIds)
      if ((await standing(rig.db, id, rig.channelOf(way), 'service')).held?.action === 'opt_out') {
        optedOut.push(way);
        break;
      }
  return {
    ...rest,
    contacts: contactIds.length,
    way: ways.find((way) => rig.channelOf(way) === channelId) ?? null,
    windowFrom: windowFrom?.toISOString() ?? null,
    optedOut,
    entries: (entries as Entry[]).map((entry) => ({
      ...entry,
      at: entry.at && new Date(entry.at).toISOString(),
    })),
  };
}
