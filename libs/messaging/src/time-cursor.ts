import { invalidCursor } from './errors.js';

/** Where a page that is ordered by a time and an id ended. */
export const timeCursor = ({ at, id }: { at: Date; id: string }): string => `${at.toISOString()}_${id}`;

/** The time and the id of a cursor; none: the first page. */
export function readTimeCursor(cursor: string | undefined): [at: string | null, id: string | null] {
  if (cursor === undefined) return [null, null];
  const [, at, id] = /^((?!0000)\d{4}-\d\d-\d\dT[\d:.]+Z)_(\d{1,18})$/.exec(cursor) ?? [];
  // 30 February parses, and is no day to PostgreSQL, which has no year 0 either: only what `timeCursor` writes is a cursor.
  if (!at || !id || Number.isNaN(Date.parse(at)) || new Date(at).toISOString() !== at) throw invalidCursor();
  return [at, id];
}
