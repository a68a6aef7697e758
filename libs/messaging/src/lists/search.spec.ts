import { describe, expect, it } from 'vitest';
import { mayGoOn, snippetOf, timesBack, wordsOf } from './search.js';

const shown = (text: string, q: string) =>
  snippetOf(text, wordsOf(q))
    .map((part) => (part.found ? `[${part.text}]` : part.text))
    .join('');

describe('the words of a search', () => {
  it.each([
    ['meter reading', ['meter', 'reading']],
    ['  a&bb|c!:*  ', ['a', 'bb', 'c']],
    ['a %', []],
    ['zoë@example.com', ['zoë', 'example', 'com']],
    ['04821.7', ['04821', '7']],
    ['wasser-zähler', ['wasser', 'zähler']],
    ['счётчик 水表', ['счётчик', '水表']],
    ['水', []],
    [`'; drop --`, ['drop']],
    ['👍 …', []],
  ])('%s', (q, words) => expect(wordsOf(q)).toEqual(words));

  it.each([
    [['lea'], true],
    [['le'], false],
    [['meter', 'l'], false],
    [[], false],
  ])('%j may go on: %s', (words, expected) => expect(mayGoOn(words)).toBe(expected));
});

describe('the snippet of a hit', () => {
  it.each([
    ['My meter leaks', 'meter', 'My [meter] leaks'],
    ['My METER leaks', 'meter', 'My [METER] leaks'],
    ['My meters leak', 'meter', 'My [meters] leak'],
    ['meters and a meter leak', 'meter leak', 'meters and a [meter] [leak]'],
    ['a thermometer', 'meter', 'a thermometer'],
    ['<b>bold</b> & meter', 'meter', '<b>bold</b> & [meter]'],
    ['line one\n\nline   two', 'two', 'line one line [two]'],
    ['Straße', 'stra', '[Straße]'],
    ['nothing here', 'elsewhere', 'nothing here'],
    ['', 'x', ''],
  ])('%j for %s', (text, q, expected) => expect(shown(text, q)).toBe(expected));

  it('is cut around what was found, at a word, and says so', () => {
    const text = `${'word '.repeat(100)}needle ${'more '.repeat(100)}`;
    const found = shown(text, 'needle');
    expect(found).toMatch(/^…word .*\[needle\] more .*…$/);
    expect(found.length).toBeLessThan(170);
  });

  it('is quick and whole also for ten thousand letters without a space', () => {
    expect(shown('x'.repeat(10_000), 'needle').length).toBeLessThan(160);
    expect(shown(`${'😀'.repeat(5_000)}`, 'needle')).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
  });
});

describe('the past in pieces', () => {
  it.each([
    ['2026-11-23T02:00:00Z', `'@d20261123' | '@d20261122'`, `'@w202648' | '@w202647' | '@w202646'`, '@m202608'],
    ['2027-01-02T02:00:00Z', `'@d20270102' | '@d20270101'`, `'@w202653' | '@w202652' | '@w202651'`, '@m202610'],
    ['2024-12-31T23:00:00Z', `'@d20241231' | '@d20241230'`, `'@w202501' | '@w202452' | '@w202451'`, '@m202409'],
    ['2026-03-31T12:00:00Z', `'@d20260331' | '@d20260330'`, `'@w202614' | '@w202613' | '@w202612'`, '@m202512'],
  ])('on %s', (now, days, weeks, month) => {
    const [first, second, third, rest] = timesBack(new Date(now));
    expect([first, second, rest]).toEqual([days, weeks, null]);
    expect(third).toContain(month);
  });
});
