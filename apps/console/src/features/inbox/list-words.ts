import type { Priority, ThreadSort, ThreadStatus } from '#libs/contracts';
import type { ThreadFilter } from '../../api/thread-list.ts';
import { t } from '../../text/t.ts';

export const sortWords: Record<ThreadSort, string> = {
  latest: t('Latest activity'),
  waiting: t('Longest waiting'),
  window: t('Reply window closes first'),
};
export const priorityWords: Record<Priority, string> = { normal: t('Normal'), high: t('High'), urgent: t('Urgent') };
export const statusWords: Record<ThreadStatus, string> = {
  open: t('Open'),
  snoozed: t('Snoozed'),
  resolved: t('Resolved'),
};

export type PlaceId = 'mine' | 'unassigned' | 'all' | 'team' | 'snoozed' | 'resolved' | 'failed';
export interface Place {
  id: PlaceId;
  name: string;
  view: ThreadFilter['view'];
  status: ThreadFilter['status'];
  failed?: true;
}

/** The lists that everybody has; the first three stand on their own, the others in a menu. */
export const places: readonly Place[] = [
  { id: 'mine', name: t('Mine'), view: 'mine', status: 'open' },
  { id: 'unassigned', name: t('Unassigned'), view: 'unassigned', status: 'open' },
  { id: 'all', name: t('All'), view: 'all', status: 'open' },
  { id: 'team', name: t('My teams'), view: 'team', status: 'open' },
  { id: 'snoozed', name: t('Snoozed'), view: 'all', status: 'snoozed' },
  { id: 'resolved', name: t('Resolved'), view: 'all', status: 'resolved' },
  { id: 'failed', name: t('Failed sends'), view: 'all', status: 'any', failed: true },
];

/** Where a filter is, whatever else it asks for; a search is nowhere. */
export const placeOf = ({ view, status, failed, q }: ThreadFilter): Place | undefined =>
  q === ''
    ? places.find(
        (place) => place.view === view && place.status === status && (place.failed ?? false) === (failed ?? false),
      )
    : undefined;

/** That list, in the order it was. */
export const filterOfPlace = ({ view, status, failed }: Place, { sort }: ThreadFilter): ThreadFilter => ({
  view,
  status,
  failed,
  q: '',
  sort,
});

export const nothingIn: Record<PlaceId | 'other', readonly [title: string, text: string]> = {
  mine: [t('Nothing assigned to you'), t('Threads you take, or are given, show here.')],
  unassigned: [t('Nobody is waiting'), t('New conversations appear here by themselves.')],
  all: [t('No conversations yet'), t('As soon as a caller accepts a message, the thread appears here.')],
  team: [t('Nothing for your teams'), t('Threads that your teams look after show here.')],
  snoozed: [t('Nothing is snoozed'), t('What is set aside until later, or until the customer writes, waits here.')],
  resolved: [t('Nothing resolved here'), t('Resolved threads are kept in this list.')],
  other: [t('Nothing here'), t('No thread is in this view.')],
  failed: [t('Everything has arrived'), t('Threads with a message that failed show here until somebody decides.')],
};

/** The same list with nothing left out of it. */
export const plain = ({ view, status, q, sort, failed }: ThreadFilter): ThreadFilter => ({
  view,
  status,
  q,
  sort,
  failed,
});

export const isFiltered = (filter: ThreadFilter): boolean =>
  (['channel', 'intent', 'queue', 'tag', 'priority', 'team', 'hasPhoto'] as const).some(
    (field) => filter[field] !== undefined,
  );

const minute = 60_000;
/** "<1 min", "12 min", "3 h", "2 d": short enough for a chip. */
export function shortTime(ms: number): string {
  if (ms < minute) return t('<1 min');
  if (ms < 60 * minute) return t('{{minutes}} min', { minutes: Math.floor(ms / minute) });
  const hours = Math.floor(ms / (60 * minute));
  return hours < 48 ? t('{{hours}} h', { hours }) : t('{{days}} d', { days: Math.floor(hours / 24) });
}
