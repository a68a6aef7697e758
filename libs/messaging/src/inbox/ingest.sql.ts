import { intoEvents } from '#libs/platform';
import { consented } from '../consent/consented.sql.js';
import { teamOf } from '../work/team-of.sql.js';
import { counted } from './counts.sql.js';

/**
 * What follows the customer's newest message, by the provider's time. Of one second the later arrival: Meta's times have no
 * more, and who writes by one channel and then by the other is answered by the other.
 */
const newest = (words: string) =>
  ['channel_id', 'channel', 'address', 'last_text', 'last_type', 'last_direction', 'written_at']
    .map(
      (column) => `${column} = case when t.written_at is null
      or date_trunc('second', t.written_at) <= date_trunc('second', ${words}.written_at)
    then ${words}.${column} else t.${column} end`,
    )
    .join(', ');

/** What most batches have nothing of: without these parts the statement costs half. */
export interface Rarities {
  /** Something holds a binding token. */
  token: boolean;
  media: boolean;
  /** Something is a keyword, or reads like an opt-out. */
  asks: boolean;
  /** Something may answer a survey. */
  score: boolean;
}

// Which words are keywords depends on the company's language; the words of every language were looked up before.
const meaning = `case when keyword -> 'languages' = 'null' or keyword -> 'languages' ? (
  select lower(split_part(language, '-', 1)) from workspace limit 1) then keyword ->> 'meaning' end`;

const bound = `bound as materialized (
  select distinct on (person) person, b.token_hash, t.contact_id
  from fresh cross join lateral (
    select * from binding_tokens where token_hash = decode(token, 'hex') and used_at is null and expires_at > now() limit 1) b
  cross join lateral (select contact_id from threads where id = b.thread_id limit 1) t
  where token is not null order by person, ord
), `;
const spent = `spent as (
  update binding_tokens set used_at = now() where token_hash = any (array(select token_hash from bound))
), `;
const rebound = `update set contact_id = excluded.contact_id where excluded.contact_id in (select contact_id from bound)`;
const unbound = 'and person not in (select person from bound)';

const attached = `attachment as (
  insert into attachments (thread_id, seq, position, channel_id, mime_type, file_name, ref)
  select thread_id, seq, position, channel_id, coalesce(m ->> 'mimeType', 'application/octet-stream'), m ->> 'fileName',
    m -> 'ref'
  from numbered cross join lateral jsonb_array_elements(media) with ordinality as e(m, position)
  where media is not null
  returning id, thread_id, seq, position, mime_type, file_name
), fetching as (
  insert into jobs (kind, payload) select 'media.fetch', jsonb_build_object('attachmentId', id::text) from attachment
), `;
const files = `(
  select json_agg(json_build_object('id', id::text, 'mimeType', mime_type, 'fileName', file_name) order by position)
  from attachment a where a.thread_id = numbered.thread_id and a.seq = numbered.seq)`;

// All that was written is thanks, answers a survey that is open, or is a STOP: no reason to begin again. A START or HELP is.
const isQuiet = '(f.thanks or f.gentle and t.survey_open)';
const stays = `(t.status = 'resolved' and ${isQuiet})`;
const begins = `(t.status = 'resolved' and not ${isQuiet})`;

const stops = ` or coalesce(asks, '') = 'opt_out' and media is null`;

const scored = `
  union all select 'survey.answered', jsonb_build_object('threadId', thread_id::text, 'seq', seq)
  from numbered where quiet = 'score' and survey_open`;

/**
 * One statement for a whole batch of inbound messages: dedupe key, contact by identity, its open thread or a new one,
 * messages with gapless numbers, attachments, consents, journal, jobs and counts. Rows are sorted by key wherever they
 * are locked, so that batches of several processes never deadlock. $1: the items, $2: the identities of their persons,
 * $3: received by provider, $4: slot.
 *
 * - Tables are looked up through `lateral … limit 1`, so that each look-up is one index probe whatever the planner
 *   believes of their size: prepared on nearly empty tables it would join whole ones.
 * - Conflicting first messages of one new person meet in `identities`: the upsert waits for the other transaction and
 *   takes its contact. The threads' partial unique index does the same for the open thread.
 * - `on conflict … do update` gives the thread's row lock, and with it the numbers `last_seq - n + 1 … last_seq`.
 * - Whoever has no open thread goes on in the one resolved last, where that was lately or nothing new is said. No condition
 *   on its status: where another hub opens it at the same moment, this waits, reads it again and adds to it. Where a new
 *   thread was opened meanwhile the batch fails at the threads' unique index, and is tried one by one. Where their open one
 *   was resolved meanwhile it is run again (`overtaken`), and goes on in that.
 */
const ingestMessages = ({ token, media, asks, score }: Rarities): string => `
with item as materialized (
  select * from json_to_recordset($1) as t(
    ord int, key text, provider text, path text, url text, body json, person int, channel_id bigint, channel text,
    address text, name text, provider_message_id text, type text, text text, content jsonb, preview text, media jsonb,
    sent_at timestamptz, window_at timestamptz, token text, keyword jsonb, reads_like_opt_out boolean, quiet text)
), identity as materialized (
  select * from json_to_recordset($2) as t(person int, rank int, kind text, scope text, value text, own boolean)
), new_key as (
  insert into inbox_keys (key) select decode(key, 'hex') as key from item order by 1
  on conflict do nothing returning key
), fresh as materialized (
  select item.*, ${asks ? meaning : 'null::text'} as asks
  from item join new_key on new_key.key = decode(item.key, 'hex')
), active as materialized (
  select person, (array_agg(name order by sent_at, name) filter (where name is not null))[1] as name,
    min(sent_at) filter (where name is not null) as name_at
  from fresh group by person
), ${token ? bound : ''}found as materialized (
  -- One probe for each way a person is known by; what asks further asks this.
  select c.*, i.contact_id, i.replaced_by, i.replaced_at
  from active join identity c using (person) left join lateral (
    select contact_id, replaced_by, replaced_at from identities
    where kind = c.kind and scope = c.scope and value = c.value limit 1) i on true
), known as materialized (
  -- By a number before a business-scoped id; by an id alone never into the thread of another number.
  select distinct on (person) person, contact_id, replaced_by, replaced_at
  from found c
  where contact_id is not null ${token ? unbound : ''} and (c.kind <> 'bsuid'
    or not exists (select from identity n where n.person = c.person and n.own and n.kind = 'phone')
    or (select true from identities n where n.contact_id = c.contact_id and n.kind = 'phone' limit 1) is null)
  order by person, rank
), stranger as materialized (
  select distinct on (person) person, kind, scope, value
  from active join identity c using (person)
  where own ${token ? unbound : ''} and person not in (select person from known)
  order by person, rank
), made as (
  insert into identities as i (kind, scope, value, contact_id)
  select kind, scope, value, nextval('contacts_id_seq') from stranger order by kind, scope, value
  on conflict (kind, scope, value) do update set value = excluded.value
  returning kind, scope, value, contact_id, xmax = 0 as created
), who as materialized (
  select person, contact_id from known
  ${token ? 'union all select person, contact_id from bound' : ''}
  union all select person, contact_id from stranger join made using (kind, scope, value)
), ${counted({ received: '$3', slot: '$4', fresh: 'fresh', applied: 'fresh join who using (person)' })}, ${token ? spent : ''}named as (
  -- The first name they were known by, by the provider's time; in the same second the first by the alphabet. An upsert
  -- sees also a contact that another hub has made meanwhile.
  insert into contacts as c (id, name, name_at)
  select distinct on (contact_id) contact_id, active.name, active.name_at
  from who join active using (person)
  where contact_id in (select contact_id from made where created)
    or active.name is not null and (select true from contacts k where k.id = contact_id
      and (k.name_at, k.name collate "C") <= (active.name_at, active.name)) is null
  order by contact_id, active.name_at, active.name
  on conflict (id) do update set name = excluded.name, name_at = excluded.name_at
    where excluded.name is not null
      and (c.name is null or (c.name_at, c.name collate "C") > (excluded.name_at, excluded.name))
), further as (
  -- What else a person is known by. A token proves who writes: from now on the address is the caller's.
  insert into identities as i (kind, scope, value, contact_id, came_with)
  select distinct on (kind, scope, value) kind, scope, value, who.contact_id,
    (select value from identity s where s.person = c.person and own order by rank limit 1) as came_with
  from found c join who using (person)
  where own and (${token ? 'person in (select person from bound) or' : ''} c.contact_id is null)
    and not exists (select from stranger s
      where s.kind = c.kind and s.scope = c.scope and s.value = c.value)
  order by kind, scope, value
  on conflict (kind, scope, value) do ${token ? rebound : 'nothing'}
), latest as materialized (
  -- What was written before the customer changed their number is answered to the new one.
  select distinct on (who.contact_id) who.contact_id, channel_id, channel, preview, type, sent_at as written_at,
    case when known.replaced_at >= sent_at then known.replaced_by else address end as address
  from fresh join who using (person) left join known using (person)
  order by who.contact_id, date_trunc('second', sent_at) desc, ord desc
), total as materialized (
  select contact_id, count(*)::int as n, count(*) filter (where asks is distinct from 'opt_out') as words,
    max(window_at) as window_started_at, bool_or(type = 'image') as has_photo,
    -- A lone keyword is no first word.
    min(sent_at) filter (where asks is null) as spoke_at,
    least(min(sent_at) filter (where asks is distinct from 'opt_out'), now()) as waiting_since, min(sent_at) as first_at,
    bool_and(quiet is not distinct from 'thanks'${asks ? stops : ''}) as thanks,
    bool_and(quiet is not null${asks ? stops : ''}) as gentle
  from fresh join who using (person) group by contact_id
), place as materialized (
  -- Their open thread, or the one resolved last.
  select total.*, open.id as open_id, coalesce(open.awaiting_customer, past.awaiting_customer) as awaiting_customer,
    case when thanks or gentle and past.survey_open or past.resolved_at > past.own_at - (
      select reopen_hours * interval '1 h' from work_settings limit 1) then past.id end as past_id,
    greatest(past.resolved_at, least(past.own_at, now())) as again_at
  from total
  left join lateral (
    select id, awaiting_customer from threads where contact_id = total.contact_id and status <> 'resolved' limit 1
  ) open on true
  left join lateral (
    -- Written after a resolving that was told late had been told, it keeps its distance to that.
    select id, awaiting_customer, survey_open, resolved_at,
      first_at - case when first_at >= date_trunc('second', resolved_at + late) then late else '0' end as own_at
    from threads
    where open.id is null and contact_id = total.contact_id and status = 'resolved'
      and disposition is distinct from 'merged' order by resolved_at desc limit 1
  ) past on true
), awaited as materialized (
  select coalesce(open_id, past_id) as id, spoke_at from place
  where awaiting_customer and spoke_at is not null and coalesce(open_id, past_id) is not null
), again as (
  update threads t set ${newest('f')},
    status = case when ${stays} then t.status else 'open' end, snoozed_until = null,
    resolved_at = case when ${stays} then t.resolved_at end, disposition = case when ${stays} then t.disposition end,
    confirmed = case when ${stays} then t.confirmed end,
    cycle = t.cycle + ${begins}::int, cycle_started_at = case when ${begins} then now() else t.cycle_started_at end,
    first_reply_at = case when not ${begins} then t.first_reply_at end,
    waiting_since = case when ${stays} then t.waiting_since when words > 0 then coalesce(t.waiting_since, f.waiting_since)
      else t.waiting_since end,
    has_photo = t.has_photo or f.has_photo,
    last_seq = t.last_seq + f.n + ${begins}::int, unread_count = t.unread_count + f.n,
    window_started_at = greatest(t.window_started_at, f.window_started_at),
    awaiting_customer = t.awaiting_customer and spoke_at is null, last_at = now(), version = t.version + 1
  from (
    select place.*, channel_id, channel, address, preview as last_text, type as last_type, 'inbound' as last_direction,
      written_at
    from place join latest using (contact_id) where past_id is not null order by contact_id
  ) f where t.id = f.past_id and t.id = any (array(select past_id from place))
  returning t.id, f.contact_id as whose, t.contact_id, assignee_id, last_seq, asked_reading is not null as asked,
    survey_open, cycle_started_at = now() and t.status = 'open' as reopened, t.cycle, f.again_at
), fresh_or_open as (
  insert into threads as t (contact_id, channel_id, channel, address, last_seq, unread_count, window_started_at,
    last_text, last_type, last_direction, written_at, has_photo, waiting_since, team_id)
  select contact_id, channel_id, channel, address, n, n, window_started_at, preview, type, 'inbound', written_at, has_photo,
    case when words > 0 then waiting_since end, ${teamOf()}
  from latest join place using (contact_id) where past_id is null order by contact_id
  on conflict (contact_id) where status <> 'resolved' do update set
    ${newest('excluded')}, status = 'open', snoozed_until = null,
    has_photo = t.has_photo or excluded.has_photo, waiting_since = coalesce(t.waiting_since, excluded.waiting_since),
    last_seq = t.last_seq + excluded.last_seq, unread_count = t.unread_count + excluded.unread_count,
    window_started_at = greatest(t.window_started_at, excluded.window_started_at),
    awaiting_customer = t.awaiting_customer and not exists (select from awaited where awaited.id = t.id),
    last_at = now(), version = t.version + 1
  returning id, contact_id, assignee_id, last_seq, asked_reading is not null as asked, survey_open,
    case when version > 1 then false
      when exists (select from place where place.contact_id = t.contact_id and open_id is not null) then overtaken()
      else true end as opened
), thread as materialized (
  -- A merge may have moved the thread to another contact a moment ago; whose words these are stays.
  select id, whose, contact_id, assignee_id, last_seq, asked, survey_open from again
  union all select id, contact_id, contact_id, assignee_id, last_seq, asked, survey_open from fresh_or_open
), numbered as materialized (
  select fresh.*, thread.id as thread_id, thread.contact_id, thread.assignee_id, thread.survey_open,
    thread.last_seq - total.n + row_number() over (partition by thread.id order by fresh.sent_at, fresh.ord) as seq
  from fresh join who using (person) join thread on whose = who.contact_id join total on total.contact_id = whose
), message as (
  insert into messages (thread_id, seq, contact_id, direction, type, text, content, author_kind, author_id, author_name,
    channel_id, channel, address, status, provider_message_id, sent_at)
  select thread_id, seq, contact_id, 'inbound', type, text, content, 'contact', contact_id, name,
    channel_id, channel, address, 'received'::message_status, provider_message_id, sent_at
  from numbered
  union all select again.id, last_seq - n, again.contact_id, 'internal', 'event', 'Reopened by the customer',
    jsonb_build_object('event', 'thread.reopened', 'by', 'customer', 'cycle', cycle), 'system', null, null,
    null, null, null, 'received', null, now()
  from again join total on total.contact_id = whose where reopened
  order by 1, 2
), ${media ? attached : ''}answered as (
  insert into jobs (kind, payload)
  select 'customer.first_message', jsonb_build_object('threadId', id::text, 'at', spoke_at) from awaited
  union all select 'reading.answered', jsonb_build_object('threadId', id::text) from thread where asked${score ? scored : ''}
), opened as (
  ${intoEvents}
  select least(first_at, now()), 'thread.opened', null::bigint, id, contact_id, jsonb_build_object('by', 'customer')
  from fresh_or_open join total using (contact_id) where opened
  union all select again_at, 'thread.reopened', null, id, contact_id, jsonb_build_object('by', 'customer', 'cycle', cycle)
  from again where reopened
), ${asks ? `${consented}, ` : ''}journal as (
  insert into webhook_events (provider, path, url, item_key, status, body)
  select provider, path, url, key, 'applied', convert_to(body::text, 'UTF8') from numbered order by ord
)
select ord, thread_id as "threadId", seq::int, contact_id as "contactId", assignee_id as "assigneeId", now() as "createdAt",
  ${media ? files : 'null'} as attachments,
  exists (select from awaited union all select from thread where asked) or quiet = 'score' as answered,
  asks is not null as asks
from numbered order by thread_id, seq`;

const statements = new Map<string, string>();

/** The statement for a batch, with its name: one of sixteen, each prepared where it is first needed. */
export function ingestStatement(batch: Rarities): { name: string; text: string } {
  const parts = (['token', 'media', 'asks', 'score'] as const).filter((part) => batch[part]);
  const name = ['ingest-messages', ...parts].join('-');
  const text = statements.get(name) ?? ingestMessages(batch);
  statements.set(name, text);
  return { name, text };
}
