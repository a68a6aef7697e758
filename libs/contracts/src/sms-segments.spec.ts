import { describe, expect, it } from 'vitest';
import { firstOutsideGsm, smsSegments } from './sms-segments.js';

const counted = (encoding: string) => (segments: number, characters: number, left: number) => ({
  encoding,
  segments,
  characters,
  left,
});
const gsm = counted('GSM-7');
const ucs = counted('UCS-2');

const family = '👩‍👩‍👧';
const cases: [string, string, ReturnType<typeof gsm>][] = [
  ['nothing', '', gsm(0, 0, 160)],
  ['a word', 'Hello', gsm(1, 5, 155)],
  ['a full segment', 'a'.repeat(160), gsm(1, 160, 0)],
  ['one more, which makes two shorter ones', 'a'.repeat(161), gsm(2, 161, 145)],
  ['two full parts', 'a'.repeat(306), gsm(2, 306, 0)],
  ['a third part', 'a'.repeat(307), gsm(3, 307, 152)],
  ['the basic alphabet beyond ASCII', '@£¥èÇØÅΔΩÆßÉÄÖÑÜ§¿à\r\n', gsm(1, 21, 139)],
  ['characters by escape, two septets each', '|^€{}[]~\\\f', gsm(1, 10, 140)],
  ['a euro that just fits', `${'a'.repeat(158)}€`, gsm(1, 159, 0)],
  ['a euro that would be divided', `${'a'.repeat(152)}€${'b'.repeat(10)}`, gsm(2, 163, 141)],
  ['a letter outside the alphabet', 'ç', ucs(1, 1, 69)],
  ['a tab', 'a\tb', ucs(1, 3, 67)],
  ['a full UCS-2 segment', 'ж'.repeat(70), ucs(1, 70, 0)],
  ['one more', 'ж'.repeat(71), ucs(2, 71, 63)],
  ['a third UCS-2 part', 'ж'.repeat(135), ucs(3, 135, 66)],
  ['no escapes in UCS-2', `ж${'€'.repeat(69)}`, ucs(1, 70, 0)],
  ['a surrogate pair at the boundary', `${'ж'.repeat(66)}🙂${'ж'.repeat(4)}`, ucs(2, 71, 61)],
  ['a sequence of emoji at the boundary', `${'ж'.repeat(60)}${family}${'ж'.repeat(3)}`, ucs(2, 64, 56)],
  ['a flag at the boundary', `${'ж'.repeat(65)}🇳🇱${'ж'.repeat(2)}`, ucs(2, 68, 61)],
  ['a letter and its accent at the boundary', `${'ж'.repeat(66)}e\u0301${'ж'.repeat(3)}`, ucs(2, 70, 62)],
  ['a line break, which may be divided', `${'ж'.repeat(66)}\r\n${'ж'.repeat(3)}`, ucs(2, 71, 63)],
  ['half a pair', '\ud83d', ucs(1, 1, 69)],
  ['one letter longer than a part', `e${'\u0301'.repeat(100)}`, ucs(2, 1, 33)],
];

describe('SMS segments', () => {
  it.each(cases)('%s', (_, text, expected) => {
    expect(smsSegments(text)).toEqual(expected);
  });

  it('names the first character outside the alphabet, whole', () => {
    expect(firstOutsideGsm('{Hello} €5')).toBeNull();
    expect(firstOutsideGsm('It’s “fine”')).toBe('’');
    expect(firstOutsideGsm(`Hi ${family}!`)).toBe(family);
    expect(firstOutsideGsm('cafe\u0301')).toBe('e\u0301');
  });
});
