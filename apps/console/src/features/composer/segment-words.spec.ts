import { describe, expect, it } from 'vitest';
import { segmentWords } from './segment-words.ts';

const short = (draft: string) => {
  const words = segmentWords(draft);
  return words && words.segments + words.rest;
};

describe('the words about segments', () => {
  it('counts what will be sent', () => {
    expect(short('')).toBeNull();
    expect(short(' \n ')).toBeNull();
    expect(short('a'.repeat(48))).toBe('1 segment · 112 left');
    expect(short(`  ${'a'.repeat(160)}\n`)).toBe('1 segment · 0 left');
    expect(short('a'.repeat(161))).toBe('2 segments · 145 left');
  });

  it('says when another alphabet is needed', () => {
    expect(short('ça va')).toBe('1 segment · UCS-2 · 65 left');
    expect(short('ç'.repeat(71))).toBe('2 segments · UCS-2 · 63 left');
  });

  it('explains what is billed, and names the character that makes segments shorter', () => {
    const title = (draft: string) => segmentWords(draft)?.title;
    expect(title('Hello')).toBe(
      'Each segment is billed. One holds 160 characters; a longer text is sent in segments of 153.',
    );
    expect(title('It’s “fine”')).toBe(
      'Each segment is billed. One holds 70 characters; a longer text is sent in segments of 67.' +
        ' A character outside the GSM alphabet makes segments shorter: ’',
    );
    expect(title('Well 🏳️‍🌈 done')).toMatch(/: 🏳️‍🌈$/);
  });

  it('names what cannot be seen', () => {
    const last = (draft: string) => segmentWords(draft)?.title.split(': ').at(-1);
    expect(last('a\tb')).toBe('a tab');
    expect(last('5\u00a0pm')).toBe('a no-break space');
    expect(last('5\u202fpm')).toBe('U+202F');
    expect(last('a\u200bb')).toBe('a zero-width space');
  });
});
