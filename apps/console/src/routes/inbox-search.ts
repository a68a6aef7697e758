import { MessagingKind, Priority, ThreadSort, ThreadStatus, ThreadView } from '#libs/contracts';
import type { ThreadFilter } from '../api/thread-list.ts';

/** The inbox in its address: what is absent is as usual. */
export interface InboxSearch {
  view?: ThreadView | undefined;
  status?: ThreadStatus | 'any' | undefined;
  q?: string | undefined;
  sort?: ThreadSort | undefined;
  failed?: true | undefined;
  channel?: MessagingKind | undefined;
  intent?: string | undefined;
  queue?: string | undefined;
  tag?: string | undefined;
  priority?: Priority | undefined;
  team?: string | undefined;
  photo?: boolean | undefined;
}

// The router reads `q=0770` as a number.
const text = (value: unknown, length: number) =>
  typeof value === 'string' || typeof value === 'number' ? `${value}`.slice(0, length) || undefined : undefined;

/** Whatever somebody made of an address: what is not understood is left out. */
export function readInboxSearch(search: Record<string, unknown>): InboxSearch {
  const team = text(search.team, 18);
  return {
    view: ThreadView.safeParse(search.view).data,
    status: search.status === 'any' ? 'any' : ThreadStatus.safeParse(search.status).data,
    q: text(search.q, 100),
    sort: ThreadSort.safeParse(search.sort).data,
    failed: search.failed === true ? true : undefined,
    channel: MessagingKind.safeParse(search.channel).data,
    intent: text(search.intent, 100),
    queue: text(search.queue, 100),
    tag: text(search.tag, 40),
    priority: Priority.safeParse(search.priority).data,
    team: team && /^\d+$/.test(team) ? team : undefined,
    photo: typeof search.photo === 'boolean' ? search.photo : undefined,
  };
}

/** Of whose threads one sees usually, where the address does not say. A search looks among all, whatever their status. */
export function filterOf(search: InboxSearch, usual: ThreadView): ThreadFilter {
  const { photo, ...filter } = search;
  const q = search.q ?? '';
  const everywhere = q !== '' || search.failed === true;
  return {
    ...filter,
    view: search.view ?? (everywhere ? 'all' : usual),
    status: search.status ?? (everywhere ? 'any' : 'open'),
    q,
    sort: search.sort === 'latest' ? undefined : search.sort,
    hasPhoto: photo,
  };
}

/** The address of a list, the shorter the better. */
export function searchOf({ hasPhoto, failed, q, status, sort, ...filter }: ThreadFilter): InboxSearch {
  const everywhere = q !== '' || failed === true;
  return {
    ...filter,
    q: q || undefined,
    status: status === (everywhere ? 'any' : 'open') ? undefined : status,
    sort: sort === 'latest' ? undefined : sort,
    failed: failed || undefined,
    photo: hasPhoto,
  };
}
