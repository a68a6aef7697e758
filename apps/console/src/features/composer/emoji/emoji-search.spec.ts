import { describe, expect, it } from 'vitest';
import german from './emoji.de.json';
import english from './emoji.en.json';
import { type EmojiGroup, searchEmoji, stepIn } from './emoji-search.ts';

const [en, de] = [english, german] as unknown as [EmojiGroup[], EmojiGroup[]];
const signs = (groups: EmojiGroup[], query: string) => searchEmoji(groups, query).map(([sign]) => sign);

describe('searching for emoji', () => {
  it.each([
    ['thumbs up', '👍️'],
    ['droplet', '💧'],
    ['BELL', '🔔'],
    ['wrench', '🔧'],
  ])('by an English name: %s', (query, sign) => {
    expect(signs(en, query)[0]).toBe(sign);
  });

  it.each([
    ['daumen hoch', '👍️'],
    ['blume', '🌼'],
    ['tropfen', '💧'],
  ])('by a German name: %s', (query, sign) => {
    expect(signs(de, query)).toContain(sign);
  });

  it('by a word beside the name, after those with the name', () => {
    const found = signs(en, 'water');
    expect(found.indexOf('🚰')).toBeGreaterThan(-1);
    expect(found.indexOf('🚰')).toBeGreaterThan(found.indexOf('🌊'));
    expect(signs(en, 'nothing of that name')).toEqual([]);
  });

  it('finds the same signs in both languages', () => {
    expect(signs(en, '').toSorted()).toEqual(signs(de, '').toSorted());
    expect(new Set(signs(en, '')).size).toBe(signs(en, '').length);
  });
});

it.each([
  ['ArrowRight', 0, 1],
  ['ArrowLeft', 0, 0],
  ['ArrowDown', 1, 9],
  ['ArrowDown', 15, 15],
  ['ArrowUp', 9, 1],
  ['ArrowUp', 3, 3],
  ['ArrowRight', 19, 19],
  ['a', 0, null],
] as const)('%s from %i leads to %s', (key, at, next) => {
  expect(stepIn(key, at, 20, 8)).toBe(next);
});
