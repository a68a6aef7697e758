import { describe, expect, it } from 'vitest';
import { presenceWords } from './presence-words.ts';

const me = { id: '1', name: 'Ada' };
const nameOf = (who: string) => ({ '1': 'Ada', '2': 'Sam', '3': 'Kim' })[who] ?? who;
const words = (viewing: string[], typing: string[] = []) =>
  presenceWords({ viewing, typing }, me, nameOf)?.words ?? null;

describe('presence', () => {
  it('names others, by id or by name, and never oneself', () => {
    expect(words(['1', '2'])).toBe('Sam is viewing');
    expect(words(['Ada', 'Kim', '2'])).toBe('Kim and Sam are viewing');
    expect(words(['1'])).toBeNull();
  });

  it('prefers typing and shortens crowds', () => {
    expect(words(['2', '3'], ['3'])).toBe('Kim is typing');
    expect(words(['2', '3', 'Lee', 'Max'])).toBe('Sam, Kim and 2 more are viewing');
  });
});
