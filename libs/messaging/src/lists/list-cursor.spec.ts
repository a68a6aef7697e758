import { describe, expect, it } from 'vitest';
import { type ListCursor, listCursor, readListCursor } from './list-cursor.js';

const at = '2026-03-01T09:00:00.123Z';
const asOf = '2026-03-01T10:00:00.000Z';
const cursors: [sort: Parameters<typeof listCursor>[0], cursor: ListCursor][] = [
  ['latest', { part: 0, at, id: '7', asOf: null }],
  ['waiting', { part: 0, at, id: '7', asOf: null }],
  ['waiting', { part: 1, at, id: '7', asOf: null }],
  ['window', { part: 0, at, id: '7', asOf }],
  ['window', { part: 1, at, id: '7', asOf }],
];

describe('the cursor of a list', () => {
  it.each(cursors)('of %s comes back as it was: %j', (sort, cursor) => {
    expect(readListCursor(sort, listCursor(sort, cursor))).toEqual(cursor);
  });

  it('is none for the first page', () => {
    expect(readListCursor('waiting', undefined)).toBeNull();
  });

  it.each(cursors)('of %s is refused by every other order', (sort, cursor) => {
    for (const other of ['latest', 'waiting', 'window'] as const) {
      if (other !== sort) expect(() => readListCursor(other, listCursor(sort, cursor))).toThrow();
    }
  });

  it.each([
    ['latest', 'nonsense'],
    ['waiting', `waiting2.${at}_7`],
    ['waiting', 'waiting0.2026-02-30T00:00:00.000Z_1'],
    ['waiting', `waiting0.${at}_7.${asOf}_0`],
    ['window', `window0.${at}_7`],
    ['window', `window0.${at}_7.2026-13-01T00:00:00.000Z_0`],
    ['window', `window0.${at}_7.${asOf}_1`],
  ] as const)('of %s is not %s', (sort, cursor) => {
    expect(() => readListCursor(sort, cursor)).toThrow();
  });
});
