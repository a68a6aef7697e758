import { Injectable } from '@nestjs/common';
import { type moreReports, type RowsOf, whatNext } from '#libs/contracts';
import { type Counted, counted, counts, keyed, part, shareOf, type Source } from '../query/counts.js';
import { narrowed, ofEpisode, type Scope } from '../query/scope.service.js';

type Definition = (typeof moreReports.deliveryHealth)['tables'];
type Report = RowsOf<Definition>;
interface Told {
  taken: number;
  refused: number;
  codes: string | null;
}

const send: Source<Told> = {
  name: 'send',
  with: (scope) => `
with send as (
  select s.*, coalesce(c.name, s.channel) as sender
  from report_sends s left join report_episodes e on e.id = s.episode_id left join channels c on c.id = s.channel_id
  where s.at >= $from and s.at < $to and s.at <= $asOf${narrowed(scope, { ...ofEpisode, channel: 's.channel' })}
)`,
  byThread: true,
  told: `(count(*) filter (where not failed))::int as taken, (count(*) filter (where failed))::int as refused,
    string_agg(distinct failed_code, ', ') as codes`,
  why: ({ at, taken, refused, codes }) => [
    ...(taken > 0 ? [{ code: 'sends_taken', at: at.toISOString(), count: taken } as const] : []),
    ...(refused > 0
      ? [{ code: 'sends_failed', at: at.toISOString(), count: refused, ...(codes && { error: codes }) } as const]
      : []),
  ],
};

const behind: Counted<Definition> = {
  senders: counts(send, keyed({ channelId: 'channel_id::text', sender: 'sender', channel: 'channel' }), {
    sends: 'true',
    accepted: part('true', 'not failed'),
    failed: part('true', 'failed'),
  }),
  errors: counts(send, keyed({ channelId: 'channel_id::text', sender: 'sender', code: 'failed_code' }), {
    failed: 'failed',
  }),
};

const senders = (scope: Scope) => `${send.with(scope)}
select channel_id::text as "channelId", sender, channel, ${counted(behind.senders)},
  ${shareOf(behind.senders.failed, behind.senders.sends)} as "failedShare"
from send group by channel_id, sender, channel order by sender, channel_id`;

/** What a provider's code means stands with the messages that failed by it: one of each is looked at. */
const errors = (scope: Scope) => `${send.with(scope)}, error as (
  select channel_id, sender, failed_code as code, ${counted(behind.errors)},
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
  readonly behind = behind;

  async tables(scope: Scope): Promise<Report> {
    const found = await scope.rows<Omit<Report['errors'][number], 'next'>>(errors(scope));
    return {
      senders: await scope.rows(senders(scope)),
      errors: found.map((error) => ({ ...error, next: whatNext(error.means) })),
    };
  }
}
