/** By what a send is charged: templates by their category. `s`: the send. */
export const unitOf = (s: string): string => `
  case when ${s}.unit <> 'template' then ${s}.unit
    when ${s}.category in ('marketing', 'utility', 'authentication') then ${s}.category else 'other' end`;

/**
 * Takes what some sends are charged out of the sums by quarters of an hour, or adds it: before and after they change, in one
 * transaction. $1 threads, $2 numbers, $3 parts. Only one writer at a time, who holds the lock on the progress.
 */
export const addSends = (sign: '' | '-'): string => `
insert into report_send_quarters (quarter, channel, unit, units)
select date_bin('15 minutes', s.at, timestamptz 'epoch'), s.channel, ${unitOf('s')}, ${sign}sum(s.units)
from report_sends s join unnest($1::bigint[], $2::int[], $3::int[]) as changed (thread_id, seq, part) using (thread_id, seq, part)
where not s.failed group by 1, 2, 3
on conflict (quarter, channel, unit) do update set units = report_send_quarters.units + excluded.units`;
