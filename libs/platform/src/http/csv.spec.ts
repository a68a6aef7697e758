import { expect, it } from 'vitest';
import { csvLine } from './csv.js';

it.each([
  [['a', 'b'], 'a,b'],
  [[null, 7, ''], ',7,'],
  [['a,b', 'say "x"', 'two\nlines'], '"a,b","say ""x""","two\nlines"'],
  [['=1+1', '+44', '-1', '@SUM(A1)'], "'=1+1,'+44,'-1,'@SUM(A1)"],
  [[' =1', '\t=1', '\rx'], `' =1,'\t=1,"'\rx"`],
  [[-1.5, 0, true, false], '-1.5,0,true,false'],
  [[{ phone: '+447700900123' }, { phone: '+cmd|calc' }, { phone: '=1' }], "+447700900123,'+cmd|calc,'=1"],
  [['=HYPERLINK("http://x","y")'], `"'=HYPERLINK(""http://x"",""y"")"`],
])('%j', (cells, line) => expect(csvLine(cells)).toBe(`${line}\r\n`));
