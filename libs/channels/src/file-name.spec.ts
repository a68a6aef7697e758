import { describe, expect, it } from 'vitest';
import { plainFileName } from './file-name.js';

describe('a file name', () => {
  it.each([
    ['meter.jpg', 'meter.jpg'],
    ['Zähler 👩‍🔧.jpg', 'Zähler 👩‍🔧.jpg'],
    ['../../etc/passwd.jpg', 'passwd.jpg'],
    ['C:\\Users\\me\\meter.jpg', 'meter.jpg'],
    ['a\r\nX-Evil: 1.jpg', 'aX-Evil: 1.jpg'],
    ['a\0b.jpg', 'ab.jpg'],
    ['photo\u202egpj.exe', 'photogpj.exe'],
    ['\ud800.jpg', '\ufffd.jpg'],
    [`${'a'.repeat(300)}.jpg`, `${'a'.repeat(146)}.jpg`],
    ['  ', null],
    ['folder/', null],
    ['', null],
  ])('%j is kept as %j', (name, kept) => expect(plainFileName(name)).toBe(kept));
});
