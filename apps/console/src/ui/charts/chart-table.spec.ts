import { describe, expect, it } from 'vitest';
import { csvOf } from './chart-table.ts';

const line = (value: string | number | null) => csvOf({ columns: ['a'], rows: [[{ value }]] }).split('\r\n')[1];

describe('the CSV of a chart', () => {
  it('begins with the mark of UTF-8, its columns, and a line for each row', () => {
    const table = { columns: ['Step', 'Share'], rows: [[{ value: 'Offered' }, { value: 15 / 19, shown: '78.9%' }]] };
    expect(csvOf(table)).toBe('\uFEFFStep,Share\r\nOffered,0.7894736842105263\r\n');
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-2+3', "'-2+3"],
    ['+442079460000', '+442079460000'],
    [-19.2, '-19.2'],
    ['say "hi", please', '"say ""hi"", please"'],
    [null, ''],
  ])('writes %j as %j', (value, written) => expect(line(value)).toBe(written));
});
