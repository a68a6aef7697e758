import { Injectable } from '@nestjs/common';
import { type moreReports, type RowsOf, whatNext } from '#libs/contracts';
import { narrowed, ofEpisode, type Scope } from '../query/scope.service.js';

type Report = RowsOf<typeof moreReports.deliveryHealth.tables>;

const sends = (scope: Scope) => `
with send as (
  select s.*, coalesce(c.name, s.channel) as sender
  from report_sends s left join report_episodes e on e.id = s.episode_id left join channels c on c.id = s.channel_id
  where s.at >= $from and s.at < $to and s.at <= $asOf${narrowed(scope, { ...ofEpisode, channel: 's.channel' })}
)`;

const senders = (scope: Scope) => `${sends(scope)}
select channel_id::text as "channelId", sender, channel, count(*)::int as sends,
  (count(*) filter (where not failed))::int as accepted, (count(*) filter (where failed))::int as failed,
  (count(*) filter (where failed))::float8 / count(*) as "failedShare"
from send group by channel_id, sender, channel order by sender, channel_id`;

/** What a provider's code means stands with the messages that failed by it: one of each is looked at. */
const errors = (scope: Scope) => `${sends(scope)}, error as (
  select channel_id, sender, failed_code as code, count(*)::int as failed,
    count(*)::float8 / sum(count(*)) over (partition by channel_id) as share,
    (array_agg(array[thread_id, seq] order by at desc))[1:1] as example
  from send where failed group by 1, 2, 3
)
select channel_id::text as "channelId", sender, x.code, coalesce(m.error ->> 'code', x.code) as means, failed, share
from error x left join lateral (
  select error from messages where thread_id = x.example[1][1] and seq = x.example[1][2] and error is not null limit 1
) m on true
order by sender, failed desc, x.code`;

/** What senders get through, by what their providers say of each send. */
@Injectable()
export class DeliveryHealth {
  async tables(scope: Scope): Promise<Report> {
    const found = await scope.rows<Omit<Report['errors'][number], 'next'>>(errors(scope));
    return {
      senders: await scope.rows(senders(scope)),
      errors: found.map((error) => ({ ...error, next: whatNext(error.means) })),
    };
  }
}
