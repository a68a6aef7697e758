/**
 * What the hub holds after it has sent this many messages to each open thread, as the outbox leaves it when the provider
 * has accepted them. By SQL, because sending tens of thousands is another measurement. $1: how many, $2: the mark in
 * their provider ids.
 */
export const seedSent = `
with thread as (
  update threads set last_seq = last_seq + $1 where status <> 'resolved'
  returning id, contact_id, channel_id, channel, address, last_seq - $1::int as base
), message as (
  insert into messages (thread_id, seq, contact_id, direction, type, text, author_kind, author_name, channel_id, channel,
    status, provider_message_id, client_id, sent_at)
  select id, base + n, contact_id, 'outbound', 'text', 'Thank you, we have noted the reading.', 'user', 'Ada Okafor',
    channel_id, channel, 'accepted', 'wamid.' || $2 || '.' || id || '.' || n, 'bench-' || $2 || '-' || id || '-' || n, now()
  from thread cross join generate_series(1, $1::int) as n order by id, n
  returning *
), sent as (
  insert into outbox (thread_id, seq, message_created_at, contact_id, channel_id, address, body, state, attempts,
    provider_message_id, finished_at)
  select thread_id, seq, created_at, contact_id, channel_id, '', '{}', 'accepted', 1, provider_message_id, now()
  from message returning *
), ref as (
  insert into message_refs (channel_id, provider_message_id, thread_id, seq, message_created_at, outbox_id)
  select channel_id, provider_message_id, thread_id, seq, message_created_at, id from sent
)
select provider_message_id as id from message order by seq, thread_id`;

/** How many of these messages are read. $1: the mark. */
export const countRead = `
select count(*)::int as n from messages where status = 'read' and provider_message_id like 'wamid.' || $1 || '.%'`;
