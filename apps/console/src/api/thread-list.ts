import type { ThreadStatus, ThreadSummary, ThreadView } from '#libs/contracts';

export interface ThreadFilter {
  view: ThreadView;
  status: ThreadStatus;
  q: string;
}
export interface ThreadPage {
  items: ThreadSummary[];
  nextCursor: string | null;
}

export function belongs(thread: ThreadSummary, { view, status }: ThreadFilter, me: string): boolean {
  if (thread.status !== status) return false;
  if (view === 'all') return true;
  return view === 'mine' ? thread.assignee?.id === me : thread.assignee === null;
}

/** Latest activity first, the same order as the hub's. */
export function byActivity(a: ThreadSummary, b: ThreadSummary): number {
  return Date.parse(b.updatedAt) - Date.parse(a.updatedAt) || Number(b.id) - Number(a.id);
}

/**
 * One thread's news put into the loaded pages of a list: replaced, moved to its place, taken in or taken out.
 * The same pages come back where nothing changes, so that nothing is drawn again.
 */
export function patchPages<P extends ThreadPage>(
  pages: P[],
  thread: ThreadSummary,
  filter: ThreadFilter,
  me: string,
): P[] {
  const known = pages.flatMap((p) => p.items).find((t) => t.id === thread.id);
  if (known && known.version >= thread.version) return pages;
  // Only the hub can tell whether a name or number matches a search, so a search gains nothing by itself.
  const wanted = belongs(thread, filter, me) && (known !== undefined || filter.q === '');
  if (!known && !wanted) return pages;
  const without = pages.map((p) => ({ ...p, items: p.items.filter((t) => t.id !== thread.id) }));
  if (!wanted) return without;
  return insert(without, thread);
}

function insert<P extends ThreadPage>(pages: P[], thread: ThreadSummary): P[] {
  for (const [at, page] of pages.entries()) {
    const last = page.items.at(-1);
    const fits = last !== undefined && byActivity(thread, last) < 0;
    const end = at === pages.length - 1;
    if (!fits && !end) continue;
    // Older than everything loaded while there is more to load: it comes with its own page.
    if (!fits && page.nextCursor !== null) return pages;
    return pages.with(at, { ...page, items: [...page.items, thread].sort(byActivity) });
  }
  return pages;
}

/** The rows to draw: a thread that moved while pages were being loaded may be in two of them, the newer one counts. */
export function rowsOf(pages: readonly ThreadPage[]): ThreadSummary[] {
  const newest = new Map<string, ThreadSummary>();
  for (const thread of pages.flatMap((p) => p.items)) {
    const seen = newest.get(thread.id);
    if (!seen || seen.version < thread.version) newest.set(thread.id, thread);
  }
  return [...newest.values()].sort(byActivity);
}
