import type { ThreadSort } from '#libs/contracts';
import { threadColumns, threadJoins } from '../threads/threads.sql.js';
import type { ListCursor } from './list-cursor.js';
import type { ListConditions, Parameters } from './list-conditions.js';
import { latestHit } from './search.sql.js';

interface Part {
  where: string | null;
  key: string;
  /** What stands in the index where that is not the key itself: its minute. */
  minute: string | null;
  direction: 'asc' | 'desc';
}
const latest = (where: string | null): Part => ({
  where,
  key: 't.last_at',
  minute: 't.last_minute',
  direction: 'desc',
});

/** The reply windows that were open at a moment: which channels have one, and since when it must have begun. */
export interface OpenWindows {
  channelIds: readonly string[];
  since: string;
}

function partsOf(sort: ThreadSort, windows: OpenWindows, wide: boolean, parameters: Parameters): Part[] {
  if (sort === 'latest') return [latest(null)];
  if (sort === 'waiting')
    return [
      { where: 't.waiting_since is not null', key: 't.waiting_since', minute: null, direction: 'asc' },
      latest('t.waiting_since is null'),
    ];
  // By the minute, like the index: two conditions on the same moment would look like twice as few to the planner.
  const since = `minute_of(${parameters.add(windows.since, 'timestamptz')})`;
  const open = `t.window_minute > ${since} and t.channel_id = any(${parameters.add(windows.channelIds, 'bigint[]')})`;
  return [
    {
      where: wide ? `${open} and t.id > 0` : open,
      key: 't.window_started_at',
      minute: 't.window_minute',
      direction: 'asc',
    },
    latest(`(${open}) is not true`),
  ];
}

function afterCursor(part: Part, keys: string[], { at, id }: ListCursor, parameters: Parameters): string {
  const moment = parameters.add(at, 'timestamptz');
  const place = [...(part.minute === null ? [] : [`minute_of(${moment})`]), moment, parameters.add(id, 'bigint')];
  return `(${keys.join(', ')}) ${part.direction === 'asc' ? '>' : '<'} (${place.join(', ')})`;
}

// One probe each, whatever the planner believes of how many match.
const matchedThreads = 'matched cross join lateral (select * from threads where id = matched.id limit 1) t';

interface Page {
  sort: ThreadSort;
  cursor: ListCursor | null;
  rows: number;
  windows: OpenWindows;
  /** `searchParts`: only among what they match. */
  search: string | null;
}

/**
 * One page of a list, in one statement: the threads that have what the list is sorted by from that order's own index,
 * then, where these do not fill the page, the others from the index of the latest.
 */
export function threadPage(
  { fans, where, first, wide }: ListConditions,
  { sort, cursor, rows, windows, search }: Page,
  parameters: Parameters,
): string {
  const parts = partsOf(sort, windows, wide, parameters);
  const branches = parts.flatMap((part, at) => {
    if (cursor && at < cursor.part) return [];
    const order = `at ${part.direction}, id ${part.direction}`;
    const keys = [...(part.minute === null ? [] : [part.minute]), part.key, 't.id'];
    const after = cursor?.part === at && afterCursor(part, keys, cursor, parameters);
    const unfilled = at > (cursor?.part ?? 0) && `(select count(*) from part0) < ${rows}`;
    const conditions = [...where, part.where, after, unfilled].filter(Boolean);
    const inner = `select t.id, ${part.key} as at from ${search === null ? 'threads t' : matchedThreads}
      ${conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''}
      order by ${[...first, ...keys.map((key) => `${key} ${part.direction}`)].join(', ')} limit ${rows}`;
    const found =
      fans.length === 0
        ? inner
        : `select f.id, f.at from ${fans.join(' cross join ')} cross join lateral (${inner}) f order by f.${order.replace(', ', ', f.')} limit ${rows}`;
    return [{ at, order, text: `part${at} as materialized (${found})` }];
  });
  const numbered = branches.map(
    ({ at, order }) => `select id, at, ${at} as part, row_number() over (order by ${order}) as n from part${at}`,
  );
  const named = [search, ...branches.map(({ text }) => text)].filter(Boolean);
  return `with ${named.join(', ')}, page as (${numbered.join(' union all ')})
select ${threadColumns}, page.part as "pagePart", page.at as "pageAt"${search === null ? '' : ', hit_seq as "hitSeq", hit_text as "hitText"'}
from page join threads t on t.id = page.id ${threadJoins} ${search === null ? '' : latestHit}
order by page.part, page.n limit ${rows}`;
}
