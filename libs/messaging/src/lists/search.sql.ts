import type { Parameters } from './list-conditions.js';

/** More hits than this of a piece of the past are not looked at: nobody pages so far. */
export const mostHits = 1000;

interface Sought {
  /** Null: nothing in it is a word. */
  words: string[] | null;
  goesOn: boolean;
  times: readonly (string | null)[];
  name: string;
  digits: string | null;
}

/**
 * The parts of a statement that find threads: `hits` are messages, the latest pieces of the past first, `matched` the threads
 * of these and of the people whose name or number it is.
 */
export function searchParts({ words, goesOn, times, name, digits }: Sought, parameters: Parameters): string {
  const people = [`(select id from contacts where name ilike ${parameters.add(name, 'text')} limit ${mostHits})`];
  if (digits !== null) {
    const value = parameters.add(digits, 'text');
    people.push(`(select contact_id from identities
      where kind in ('phone', 'wa_id') and value like ${value} limit ${mostHits})`);
  }
  const parts: string[] = [];
  if (words) {
    // As typed, split by the database like the messages were.
    const split = `plainto_tsquery('simple', ${parameters.add(words.join(' '), 'text')})`;
    parts.push(`sought as materialized (select (${split}::text ${goesOn ? `|| ':*'` : ''})::tsquery as q)`);
    for (const [n, time] of times.entries()) {
      const earlier = times.slice(0, n).map((_, at) => `(select count(*) from hits${at})`);
      const within = [
        ...(time === null ? [] : [`&& ${parameters.add(time, 'tsquery')}`]),
        ...(n === 0 ? [] : [`&& !!${parameters.add(times[n - 1], 'tsquery')}`]),
      ].join(' ');
      parts.push(`hits${n} as materialized (
        select thread_id, seq, message_created_at from message_words
        where words @@ (select q ${within} from sought)
          ${earlier.length > 0 ? `and ${earlier.join(' + ')} < ${mostHits}` : ''} limit ${mostHits})`);
    }
  }
  const hits = words ? times.map((_, n) => `select * from hits${n}`) : [];
  const none = 'select null::bigint as thread_id, 0 as seq, null::timestamptz as message_created_at where false';
  parts.push(`hits as materialized (${hits.join(' union all ') || none})`);
  parts.push(`matched as materialized (
    select thread_id as id from hits
    union select t.id from (${people.join(' union ')}) as person(id) join threads t on t.contact_id = person.id)`);
  return parts.join(',\n');
}

/** Of a thread of the page the latest message that was found; `t`: the thread. */
export const latestHit = `left join lateral (
  select h.seq as hit_seq, (select m.text from messages m
    where m.thread_id = h.thread_id and m.seq = h.seq and m.created_at = h.message_created_at) as hit_text
  from hits h where h.thread_id = t.id order by h.seq desc limit 1) as hit on true`;

/**
 * Adds the words of messages that are not in it yet, of threads that something happened in since $1, and answers how many
 * threads may still be behind; null: another hub is at it. $2 threads, $3 messages of each at most.
 */
export const addWords = `
with turn as materialized (
  select pg_try_advisory_xact_lock(hashtextextended('message_words', 0)) as mine
), changed as materialized (
  select t.id, t.last_seq, coalesce(s.seq, 0) as seq
  from turn join threads t on turn.mine and t.status in ('open', 'snoozed', 'resolved') and t.last_minute >= minute_of($1)
  left join searched_threads s on s.thread_id = t.id
  where t.last_seq > coalesce(s.seq, 0) limit $2
), fresh as materialized (
  select m.* from changed cross join lateral (
    select thread_id, seq, created_at, type, text from messages
    where thread_id = changed.id and messages.seq > changed.seq order by messages.seq limit $3) m
), added as (
  insert into message_words (thread_id, seq, message_created_at, words)
  select thread_id, seq, created_at, search_words(text, created_at) from fresh where text <> '' and type <> 'event'
  on conflict (thread_id, seq) do update set message_created_at = excluded.message_created_at, words = excluded.words
), reached as (
  -- Where there is nothing any more, as after it has aged out, there is nothing to come either.
  insert into searched_threads (thread_id, seq)
  select id, coalesce(max(fresh.seq), last_seq) from changed left join fresh on fresh.thread_id = id group by id, last_seq
  on conflict (thread_id) do update set seq = greatest(searched_threads.seq, excluded.seq) returning thread_id, seq
)
select case when turn.mine then (select count(*)::int from changed) end as behind,
  (select count(*)::int from changed join reached on reached.thread_id = changed.id and reached.seq < changed.last_seq)
    as unfinished
from turn`;
