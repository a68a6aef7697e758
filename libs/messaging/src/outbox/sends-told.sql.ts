import { intoEvents } from '#libs/platform';

/**
 * Tells what a statement has found out of sends: that the provider took one, or would not carry it; once each. What was
 * written late is told as late. A CTE; `rows` names changed rows of the outbox.
 */
export const sendsTold = (rows: string) => `send_told as (
  ${intoEvents}
  select now() - s.late, news.kind, null, s.thread_id, s.contact_id,
    jsonb_build_object('seq', s.seq, 'part', s.part, 'channel', ch.kind, 'channelId', ch.id::text) || news.data
  from ${rows} s join channels ch on ch.id = s.channel_id
  left join templates t on s.body ->> 'type' = 'template' and t.channel_id = s.channel_id
    and t.name = s.body #>> '{template,name}' and t.language = s.body #>> '{template,language}'
  cross join lateral (
    select 'send.accepted' as kind, jsonb_build_object('units', s.units, 'category', t.category, 'unit',
      case when ch.kind = 'sms' then 'segment' when s.body ->> 'type' = 'template' then 'template' else 'session' end) as data
    where s.accepted_at = now()
    union all select 'send.failed', jsonb_build_object('code', coalesce(s.error ->> 'providerCode', s.error ->> 'code'))
    where s.failed_at = now()) news
)`;
