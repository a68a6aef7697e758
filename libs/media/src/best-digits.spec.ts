import { expect, it } from 'vitest';
import { bestDigits } from './best-digits.js';

const read = (...found: [text: string, confidence: number][]) =>
  bestDigits(found.map(([text, confidence]) => ({ text, confidence }))).map(({ text, confidence }) => [
    text,
    confidence,
  ]);

it('has each number once, as sure as it was read best, the surest first', () => {
  expect(read(['48213', 0.5], ['123', 0.61], ['48213', 0.954], ['48213', 0.2])).toEqual([
    ['48213', 0.95],
    ['123', 0.61],
  ]);
});
it('has five at most', () => {
  expect(read(...[1, 2, 3, 4, 5, 6, 7].map((n): [string, number] => [`10${n}`, n / 10]))).toHaveLength(5);
});
it.each([
  ['.48213.', ['48213']],
  ['48213,5', ['48213.5']],
  ['48.213.', ['48.213']],
  ['4.8.2.1.3', ['48213']],
  ['00482', ['00482']],
  ['12', []],
  ['1.2', []],
  ['', []],
  ['.,', []],
  ['12345678901', []],
  ['1.23456', []],
])('reads %j as %j', (text, expected) => expect(read([text, 0.9]).map(([t]) => t)).toEqual(expected));
it('has nothing that the reader is not sure of at all', () => expect(read(['48213', 0])).toEqual([]));
