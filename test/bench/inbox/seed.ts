import { type Database, ensurePartitions } from '#libs/platform';

export interface Size {
  threads: number;
  messages: number;
}

const months = 13;
const chunk = 20_000;
const people = 40;
const teams = 6;

/** What customers of a water company write about, the most frequent words first; the rest of a language follows as numbers. */
const words =
  'water the my is meter bill please hello leak pipe pressure account reading payment kitchen street number tomorrow engineer ' +
  'photo thanks why when house garden tap hot cold invoice wrong high estimate direct debit moving tenant landlord flat boiler ' +
  'drain sewer smell brown cloudy outage hosepipe stopcock burst flooded basement refund call back waiting appointment';
const vocabulary = [...words.split(' '), ...Array.from({ length: 340 }, (_, n) => `word${n}`)];
/** One that nearly every message has, one of some, in the vocabulary's order. */
export const commonest = vocabulary[0]!;
export const common = vocabulary[11]!;
/** A word of one message alone, of the thread that many from the first. */
export const wordOf = (n: number) => `case${n}x`;
export const phoneOf = (n: number) => `+4479${String(n).padStart(8, '0')}`;

const folk = `
insert into users (email, name, role, password_hash)
select 'seed-' || n || '@example.com', 'Seeded Agent ' || n, 'agent', '' from generate_series(1, ${people}) n
on conflict (email) do nothing`;
const groups = `
insert into teams (name) select 'Seeded team ' || n from generate_series(1, ${teams}) n on conflict (name) do nothing`;
const members = `
insert into team_members (team_id, user_id)
select t.id, u.id from (select id, row_number() over (order by id) as n from teams where name like 'Seeded team %') t
join (select id, row_number() over (order by id) as n from users where email like 'seed-%') u
  on u.n % ${teams} = t.n % ${teams} or u.n % 7 = t.n on conflict do nothing`;

/**
 * $1 and $2 the first and the last number of the chunk, $3 how many there will be, $4 messages of each. Of ten threads
 * one is open or snoozed, of the last days; the others were resolved over a year.
 */
const threads = `
with person as materialized (
  insert into contacts (name, name_at)
  select (array['Ada','Ben','Chiara','Dmitri','Elif','Fatima','Georg','Hana','Ivan','Jun'])[1 + n % 10] || ' '
    || (array['Okafor','Castillo','Conti','Petrov','Larsen','Novak','Silva','Tanaka','Weber','Young','Zhou'])[1 + n % 11]
    || ' ' || n, now() from generate_series($1::int, $2::int) n order by n returning id
), numbered as materialized (
  select id, $1::int - 1 + row_number() over (order by id) as n from person
), identity as (
  insert into identities (kind, scope, value, contact_id)
  select 'phone', '', '+4479' || lpad(n::text, 8, '0'), id from numbered
), drawn as materialized (
  select n, id, n > $3::int * 0.9 as live, random() as chance, random() as other from numbered
), agent as materialized (
  select array_agg(id) as ids from users where email like 'seed-%'
), team as materialized (
  select array_agg(id) as ids from teams where name like 'Seeded team %'
), channel as materialized (
  select kind, min(id) as id from channels where kind in ('whatsapp', 'sms') group by kind
)
insert into threads (contact_id, status, assignee_id, team_id, channel_id, channel, address, last_seq, read_seq, unread_count,
  last_text, last_type, last_direction, last_at, created_at, resolved_at, disposition, priority, tags, queue, intent, has_photo,
  waiting_since, snoozed_until, window_started_at)
select d.id, case when not live then 'resolved' when chance < 0.12 then 'snoozed' else 'open' end,
  case when not live or chance > 0.35 then agent.ids[1 + floor(other * ${people})::int] end,
  case when other < 0.8 then team.ids[1 + floor(chance * ${teams})::int] end,
  channel.id, channel.kind, '+4479' || lpad(n::text, 8, '0'), $4, case when live then 0 else $4 end, case when live then 1 else 0 end,
  'seeded', 'text', 'inbound', moment.at, moment.at - interval '1 day', case when not live then moment.at end, case when not live then 'solved' end,
  case when chance > 0.97 then 2 when chance > 0.9 then 1 else 0 end,
  case when chance > 0.8 then array[(array['vip','callback','complaint','meter'])[1 + (n % 4)::int]] else '{}' end,
  (array['support','north','south'])[1 + (n % 3)::int], (array['leak','billing','moving','reading'])[1 + (n % 4)::int], other > 0.75,
  case when live and chance between 0.12 and 0.75 then moment.at end,
  case when live and chance < 0.12 then now() + chance * interval '10 days' end,
  case when channel.kind = 'whatsapp' then least(moment.at, now()) end
from drawn d cross join agent cross join team
join channel on channel.kind = case when d.n % 5 = 0 then 'sms' else 'whatsapp' end
cross join lateral (select now() - case when live then chance * other * interval '3 days' else
  interval '3 days' + (1 - d.n / $3::float) * interval '350 days' end as at) moment
returning id`;

/** $1 messages of each, $2 words, $3 threads. */
const messages = `
insert into messages (thread_id, seq, created_at, contact_id, direction, type, text, author_kind, channel_id, channel, status, sent_at)
select t.id, seq, sent.at, t.contact_id, case when seq % 2 = 1 then 'inbound' else 'outbound' end, 'text',
  (select string_agg(($2::text[])[1 + floor(random() ^ 3 * cardinality($2::text[]))::int], ' ')
   from generate_series(1, 6 + ((t.id * 7 + seq * 3) % 9)::int))
    || case when seq = 1 then ' case' || substr(t.address, 6)::int || 'x' else '' end,
  case when seq % 2 = 1 then 'contact' else 'user' end, t.channel_id, t.channel,
  (case when seq % 2 = 1 then 'received' else 'read' end)::message_status, sent.at
from threads t cross join generate_series(1, $1::int) seq
cross join lateral (select t.last_at - ($1::int - seq) * interval '4 min' as at) sent where t.id = any($3::bigint[])`;
const searched = `
insert into message_words (thread_id, seq, message_created_at, words)
select thread_id, seq, created_at, search_words(text, created_at) from messages where thread_id = any($1::bigint[])`;
const marked = `
insert into searched_threads (thread_id, seq) select id, last_seq from threads where id = any($1::bigint[])`;

/** Fills a database that a hub has started on. Set-based, a transaction for every 20,000 threads. */
export async function seed(db: Database, { threads: count, messages: all }: Size, told: (text: string) => void) {
  const [there] = await db.query<{ n: number }>(
    `select count(distinct kind)::int as n from channels where kind in ('whatsapp', 'sms')`,
  );
  if (there!.n !== 2) throw new Error('the database has no channels yet: run `npm start` on it once, then seed it');
  // What is written of the past is counted from the beginning again.
  for (const statement of ['truncate message_quarters', 'update message_counting set until = null'])
    await db.query(statement);
  const now = new Date();
  for (let back = 0; back < months; back++)
    await ensurePartitions(db, new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)));
  for (const statement of [folk, groups, members]) await db.query(statement);
  const each = Math.max(1, Math.round(all / count));
  for (let from = 1; from <= count; from += chunk) {
    const to = Math.min(count, from + chunk - 1);
    await db.transaction(async (sql) => {
      const made = await sql.query<{ id: string }>(threads, [from, to, count, each]);
      const ids = made.map(({ id }) => id);
      await sql.query(messages, [each, vocabulary, ids]);
      await sql.query(searched, [ids]);
      await sql.query(marked, [ids]);
    });
    told(`${to} of ${count} threads, ${to * each} messages`);
  }
  for (const table of ['threads', 'contacts', 'identities', 'messages', 'message_words', 'thread_tallies'])
    await db.query(`vacuum analyze ${table}`);
}
