import { type Count, inRow, type Row } from './counts.js';
import type { Scope } from './scope.service.js';

export type Part = 'counted' | 'excluded';

/** Which single rows a number counts, or leaves out of those that it is a part of. */
function chosen({ when, amount, of }: Count, row: Row, part: Part): string {
  const counts = `coalesce(${inRow(when, row)}, false)${amount === null ? '' : ` and ${amount} > 0`}`;
  if (part === 'counted') return counts;
  return of === null ? 'false' : `coalesce(${inRow(of, row)}, false) and not (${counts})`;
}

/** The items behind a number, newest first; `$afterAt`, `$afterId` and `$afterPart` are where the page before ended. */
export function itemsOf(scope: Scope, count: Count, row: Row, part: Part, limit: number, goesOn: boolean): string {
  const { source } = count;
  const told = source.told ? `, ${source.told}` : '';
  const amount = part === 'excluded' ? '0' : (count.amount ?? '1');
  // A JavaScript time has whole milliseconds, and a page goes on from one.
  const at = (time: string) => `date_trunc('milliseconds', ${time}) as at`;
  const one = source.byThread
    ? `${at('max(at)')}, thread_id as id, 0 as part, thread_id, sum(${amount})::int as amount`
    : `${at('at')}, id::bigint as id, part::bigint as part, thread_id, episode_id, (${amount})::int as amount`;
  const episode = source.byThread
    ? `(select x.id from report_episodes x where x.thread_id = page.thread_id order by x.started_at desc limit 1)`
    : 'page.episode_id';
  return `${source.with(scope)}, item as (
    select ${one}${told} from ${source.name}
    where ${count.in(row)} and ${chosen(count, row, part)} ${source.byThread ? 'group by thread_id' : ''}
  ), page as (
    select * from item
    ${goesOn ? 'where (at, id, part) < ($afterAt::timestamptz, $afterId::bigint, $afterPart::bigint)' : ''}
    order by at desc, id desc, part desc limit ${limit}
  )
  select e.*, page.*, coalesce(e.contact_id, t.contact_id) as contact_id, c.name as contact_name, coalesce(k.from_number, t.address) as caller
  from page left join report_episodes e on e.id = ${episode} left join threads t on t.id = page.thread_id
  left join contacts c on c.id = coalesce(e.contact_id, t.contact_id) left join calls k on k.id = e.call_ids[1]
  order by page.at desc, page.id desc, page.part desc`;
}
