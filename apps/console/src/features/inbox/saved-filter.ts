import type { SavedFilter, SavedView, ThreadSort } from '#libs/contracts';
import type { ThreadFilter } from '../../api/thread-list.ts';

export const filterOfView = ({ filter, sort }: Pick<SavedView, 'filter' | 'sort'>): ThreadFilter => {
  const { view, status, q = '', ...further } = filter;
  const everywhere = q !== '' || further.failed === true;
  const order = sort === 'latest' || sort === undefined ? {} : { sort };
  return { ...further, ...order, view: view ?? 'all', status: status ?? (everywhere ? 'any' : 'open'), q };
};

export function savedOf({ sort = 'latest', q, ...filter }: ThreadFilter): { filter: SavedFilter; sort: ThreadSort } {
  return { filter: { ...filter, ...(q && { q }) }, sort };
}

const key = (filter: ThreadFilter) =>
  JSON.stringify(
    Object.entries(filter)
      .filter(([, value]) => value !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );

/** Whether the list is this saved one, unchanged. */
export const isShown = (view: SavedView, filter: ThreadFilter): boolean => key(filterOfView(view)) === key(filter);
