import { invalidCursor } from '../errors.js';

/** Where a page of a list ended: newest first, by what makes an item one. */
export interface Place {
  at: Date;
  id: string;
  /** Of several items of one id. */
  part: string;
}

/** Every page of a list is of one moment, so that nothing moves between them. */
export const cursorAt = (now: Date, { at, id, part }: Place): string =>
  [now.getTime(), at.getTime(), id, part].join('_');

export function readCursor(cursor: string): { now: Date; after: Place } {
  const [, now, at, id, part] = /^(\d{1,14})_(\d{1,14})_(\d{1,18})_(\d{1,18})$/.exec(cursor) ?? [];
  if (!now || !at || !id || !part) throw invalidCursor();
  return { now: new Date(Number(now)), after: { at: new Date(Number(at)), id, part } };
}
