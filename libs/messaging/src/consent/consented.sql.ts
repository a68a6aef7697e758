/**
 * What the messages of a batch say of consent, in the statement that stores them; reads the CTE `numbered`. The ledger gets
 * its entries at the provider's time; what is said and sent because of them is a job. A YES opts in only directly after an
 * opt-out, as at Twilio: where nothing else was written in between, be it in the next thread.
 */
export const consented = `entry as (
  insert into consents (contact_id, channel_id, purpose, action, source, at, thread_id, seq, note, confirmed_by)
  select contact_id, channel_id, keyword ->> 'purpose', case asks when 'opt_out' then 'opt_out' else 'opt_in' end,
    'keyword', sent_at, thread_id, seq, keyword ->> 'word', keyword ->> 'answeredBy'
  from numbered n
  where asks in ('opt_out', 'opt_in') or asks = 'again' and exists (
    select from consents c
    where c.id = (select id from consents h where h.contact_id = n.contact_id and h.channel_id = n.channel_id
        and h.purpose = 'all' order by at desc, action desc, id desc limit 1)
      -- Written after we had it: an answer to an opt-out that had not come yet is an answer to something else.
      and c.action = 'opt_out' and c.recorded_at < n.sent_at + interval '1 s' and c.thread_id is not null
      and not exists (
        select from messages m where m.direction = 'inbound' and m.thread_id in (c.thread_id, n.thread_id)
          and (m.thread_id <> c.thread_id or m.seq > c.seq) and (m.thread_id <> n.thread_id or m.seq < n.seq)))
  order by ord returning id
), consent_recorded as (
  insert into jobs (kind, payload) select 'consent.recorded', jsonb_build_object('consentId', id::text) from entry
), help_asked as (
  insert into jobs (kind, payload)
  select 'consent.help', jsonb_build_object('contactId', contact_id::text, 'channelId', channel_id::text,
    'threadId', thread_id::text, 'seq', seq)
  from numbered where asks = 'help' and keyword ->> 'answeredBy' = 'hub'
), flagged as (
  insert into consent_flags (thread_id, seq, contact_id, channel_id)
  select thread_id, seq, contact_id, channel_id from numbered where reads_like_opt_out and asks is null
)`;
