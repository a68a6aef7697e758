import { describe, expect, it } from 'vitest';
import { triggerAt } from './trigger.ts';

/** `|` is the caret. */
const at = (marked: string, mentions = false) => {
  const caret = marked.indexOf('|');
  return triggerAt(marked.replace('|', ''), caret, mentions);
};

describe('a slash', () => {
  it.each([
    ['/|', 0, ''],
    ['/ho|', 0, 'ho'],
    ['Hello /ho|', 6, 'ho'],
    ['Hello\n/ho|urs', 6, 'ho'],
    ['/öffnung|', 0, 'öffnung'],
  ])('begins an answer in %j', (marked, from, query) => {
    expect(at(marked)).toEqual({ sign: '/', from, query });
  });

  it.each(['1/2|', 'and/or|', 'https://example.org/a|', '/hours |', 'Hello|', '|/hours', '//|', '|'])(
    'begins none in %j',
    (marked) => {
      expect(at(marked)).toBeNull();
    },
  );
});

describe('an at sign', () => {
  it.each([
    ['@|', 0, ''],
    ['ask @be|', 4, 'be'],
    ['(@Be|', 1, 'Be'],
    ['@Ada Ok|', 0, 'Ada Ok'],
    ["@O'Ne|", 0, "O'Ne"],
  ])('begins a mention in %j', (marked, from, query) => {
    expect(at(marked, true)).toEqual({ sign: '@', from, query });
    // A reply mentions nobody.
    expect(at(marked)).toBeNull();
  });

  it.each(['ana@example|', '@Ada Okafor please|', '@|@'.replace('|', '') + '|'])('begins none in %j', (marked) => {
    expect(at(marked, true)).toBeNull();
  });
});
