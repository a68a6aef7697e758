import { intoEvents } from '#libs/platform';

/**
 * What a customer has written since a merge into a thread that is the other's now that both are apart again, in the order
 * in which it came. $1 and $2 the contacts, $3 since, $4 the addresses of $2.
 */
export const strayMessages = `
select m.thread_id as "threadId", m.seq, case when t.contact_id = $1 then $2 else $1 end as "contactId"
from threads t join messages m on m.thread_id = t.id
where t.contact_id in ($1, $2) and m.direction = 'inbound' and m.created_at >= $3 and m.address is not null
  and (t.contact_id = $2) <> (m.address = any($4))
order by m.created_at, m.thread_id, m.seq`;

/**
 * Copies one message to the end of its writer's open thread, or of a new one. $1 thread, $2 number, $3 contact. The numbers
 * of both threads stay without a gap.
 */
export const copyMessage = `
with stray as (
  select * from messages where thread_id = $1 and seq = $2
), thread as (
  insert into threads as t (contact_id, channel_id, channel, address, last_seq, unread_count)
  select $3, channel_id, channel, address, 1, 1 from stray
  on conflict (contact_id) where status <> 'resolved' do update set last_seq = t.last_seq + 1,
    unread_count = t.unread_count + 1, status = 'open', version = t.version + 1
  returning id, contact_id, last_seq, xmax = 0 as created
), opened as (
  ${intoEvents}
  select now(), 'thread.opened', null, id, contact_id, '{"by": "merge"}' from thread where created
), file as (
  update attachments a set thread_id = thread.id, seq = thread.last_seq from thread where a.thread_id = $1 and a.seq = $2
)
insert into messages (thread_id, seq, contact_id, direction, type, text, content, author_kind, author_id, author_name,
  channel_id, channel, address, status, provider_message_id, sent_at)
select thread.id, thread.last_seq, $3, direction, type, text, content, author_kind, $3, author_name, channel_id, channel,
  address, status, provider_message_id, sent_at
from stray, thread returning thread_id as "threadId", seq`;

/** Leaves a note in the message's old place. $1 thread, $2 number, $3 the thread it is in now. */
export const emptyPlace = `
update messages set direction = 'internal', type = 'event', text = 'A message of the other contact was here',
  content = jsonb_build_object('event', 'message.moved', 'movedTo', $3::text), author_kind = 'system', author_id = null,
  author_name = null, channel_id = null, channel = null, address = null, provider_message_id = null
where thread_id = $1 and seq = $2`;

/**
 * Where the next reply goes, until when, and what the inbox shows, by what is in a thread now: nobody's answer may go to the
 * other. Where the customer has no word in it, to the number they are known by. $1 threads.
 */
export const settleThreads = `
update threads t set version = t.version + 1,
  address = coalesce(w.address, (select value from identities i where i.contact_id = t.contact_id and kind = 'phone'
    order by replaced_at is not null, created_at, value limit 1), t.address),
  channel_id = coalesce(w.channel_id, t.channel_id), channel = coalesce(w.channel, t.channel),
  written_at = w.sent_at,
  window_started_at = (select max(sent_at) from messages m where m.thread_id = t.id and direction = 'inbound'
    and m.channel_id = coalesce(w.channel_id, t.channel_id) and t.window_started_at is not null),
  last_text = s.text, last_type = s.type, last_direction = s.direction,
  unread_count = (select count(*) from messages m
    where m.thread_id = t.id and m.direction = 'inbound' and m.seq > t.read_seq)
from threads o
left join lateral (select address, channel_id, channel, sent_at from messages m
  where m.thread_id = o.id and direction = 'inbound' and m.address is not null
  order by date_trunc('second', sent_at) desc, seq desc limit 1) w on true
left join lateral (select left(regexp_replace(m.text, '\\s+', ' ', 'g'), 140) as text, type, direction from messages m
  where m.thread_id = o.id and (direction <> 'internal' or type in ('note', 'call')) order by seq desc limit 1) s on true
where t.id = o.id and o.id = any($1)`;
