import type {
  ListedThread,
  MessagingKind,
  Priority,
  ThreadSort,
  ThreadStatus,
  ThreadSummary,
  ThreadView,
} from '#libs/contracts';

/** What a list shows. What is absent does not matter; `sort` absent: the latest first. */
export interface ThreadFilter {
  view: ThreadView;
  status: ThreadStatus | 'any';
  q: string;
  sort?: ThreadSort | undefined;
  failed?: boolean | undefined;
  channel?: MessagingKind | undefined;
  intent?: string | undefined;
  queue?: string | undefined;
  tag?: string | undefined;
  priority?: Priority | undefined;
  team?: string | undefined;
  hasPhoto?: boolean | undefined;
}
export interface ThreadPage {
  items: ListedThread[];
  nextCursor: string | null;
}

/** Whose lists they are. */
export interface Reader {
  id: string;
  /** The teams they belong to. */
  teams: readonly string[];
}

export function belongs(thread: ThreadSummary, filter: ThreadFilter, { id, teams }: Reader): boolean {
  const { view, status } = filter;
  if (status !== 'any' && thread.status !== status) return false;
  const same = (['channel', 'intent', 'queue', 'priority', 'hasPhoto'] as const).every(
    (field) => filter[field] === undefined || filter[field] === thread[field],
  );
  if (!same || (filter.tag !== undefined && !thread.tags.includes(filter.tag))) return false;
  if (filter.team !== undefined && thread.team?.id !== filter.team) return false;
  if (view === 'mine') return thread.assignee?.id === id;
  if (view === 'team') return thread.team !== null && teams.includes(thread.team.id);
  return view === 'all' || thread.assignee === null;
}

/** Only the hub can tell what matches a search, or has a failed send: such a list gains nothing by itself. */
const gains = ({ q, failed }: ThreadFilter) => q === '' && !failed;

type Order = (a: ThreadSummary, b: ThreadSummary) => number;

/** Latest activity first, the same order as the hub's. */
export const byActivity: Order = (a, b) =>
  Date.parse(b.updatedAt) - Date.parse(a.updatedAt) || Number(b.id) - Number(a.id);

/** Those that have what is sorted by, the earliest first; then all others, the latest first. */
const byEarliest =
  (of: (thread: ThreadSummary) => string | null): Order =>
  (a, b) => {
    const [first, second] = [of(a), of(b)];
    if (first === null || second === null) return Number(first === null) - Number(second === null) || byActivity(a, b);
    return Date.parse(first) - Date.parse(second) || Number(a.id) - Number(b.id);
  };

/** The hub's order of a list, for the rows that are loaded. */
export function orderOf(sort: ThreadSort | undefined, now = Date.now()): Order {
  if (sort === 'waiting') return byEarliest((thread) => thread.waitingSince);
  if (sort !== 'window') return byActivity;
  return byEarliest(({ windowExpiresAt: at }) => (at !== null && Date.parse(at) > now ? at : null));
}

/**
 * One thread's news put into the loaded pages of a list: replaced, moved to its place, taken in or taken out.
 * The same pages come back where nothing changes, so that nothing is drawn again.
 */
export function patchPages<P extends ThreadPage>(
  pages: P[],
  thread: ThreadSummary,
  filter: ThreadFilter,
  reader: Reader,
): P[] {
  const known = pages.flatMap((p) => p.items).find((t) => t.id === thread.id);
  if (known && known.version >= thread.version) return pages;
  const wanted = belongs(thread, filter, reader) && (known !== undefined || gains(filter));
  if (!known && !wanted) return pages;
  const without = pages.map((p) => ({ ...p, items: p.items.filter((t) => t.id !== thread.id) }));
  if (!wanted) return without;
  return insert(without, { ...(known?.hit && { hit: known.hit }), ...thread }, orderOf(filter.sort));
}

function insert<P extends ThreadPage>(pages: P[], thread: ListedThread, order: Order): P[] {
  for (const [at, page] of pages.entries()) {
    const last = page.items.at(-1);
    const fits = last !== undefined && order(thread, last) < 0;
    const end = at === pages.length - 1;
    if (!fits && !end) continue;
    // Behind everything loaded while there is more to load: it comes with its own page.
    if (!fits && page.nextCursor !== null) return pages;
    return pages.with(at, { ...page, items: [...page.items, thread].sort(order) });
  }
  return pages;
}

/** The rows to draw: a thread that moved while pages were being loaded may be in two of them, the newer one counts. */
export function rowsOf(pages: readonly ThreadPage[], sort?: ThreadSort): ListedThread[] {
  const newest = new Map<string, ListedThread>();
  for (const thread of pages.flatMap((p) => p.items)) {
    const seen = newest.get(thread.id);
    if (!seen || seen.version < thread.version) newest.set(thread.id, thread);
  }
  return [...newest.values()].sort(orderOf(sort));
}
