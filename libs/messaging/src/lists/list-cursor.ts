import type { ThreadSort } from '#libs/contracts';
import { invalidCursor } from '../errors.js';
import { readTimeCursor, timeCursor } from '../time-cursor.js';

/**
 * Where a page of threads ended. Orders other than the latest have two parts: the threads that have what they are sorted
 * by, then all others, the latest first.
 */
export interface ListCursor {
  part: 0 | 1;
  at: string;
  id: string;
  /** Of the order by reply windows: which are open is judged as when the first page was read. */
  asOf: string | null;
}

export function listCursor(sort: ThreadSort, { part, at, id, asOf }: ListCursor): string {
  const place = timeCursor({ at: new Date(at), id });
  if (sort === 'latest') return place;
  return `${sort}${part}.${place}${asOf === null ? '' : `.${timeCursor({ at: new Date(asOf), id: '0' })}`}`;
}

/** Null: the first page. A cursor of another order is none. */
export function readListCursor(sort: ThreadSort, cursor: string | undefined): ListCursor | null {
  if (cursor === undefined) return null;
  if (sort === 'latest') {
    const [at, id] = readTimeCursor(cursor);
    return { part: 0, at: at!, id: id!, asOf: null };
  }
  const [, part, place, asOf] = new RegExp(`^${sort}([01])\\.([^_]+_\\d+)(?:\\.([^_]+_0))?$`).exec(cursor) ?? [];
  if (!part || !place || (asOf === undefined) !== (sort !== 'window')) throw invalidCursor();
  const [at, id] = readTimeCursor(place);
  return { part: part === '0' ? 0 : 1, at: at!, id: id!, asOf: readTimeCursor(asOf)[0] };
}
