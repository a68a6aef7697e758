import { describe, expect, it } from 'vitest';
import { foldedText } from './fold.ts';

describe('a long message', () => {
  it('is shown whole up to a screen', () => {
    expect(foldedText('short')).toBeNull();
    expect(foldedText('x'.repeat(1_200))).toBeNull();
    expect(foldedText(Array(24).fill('line').join('\n'))).toBeNull();
  });

  it('is folded by its characters or by its lines', () => {
    expect(foldedText('x'.repeat(10_000))).toHaveLength(1_200);
    expect(foldedText(Array(400).fill('l').join('\n'))?.split('\n')).toHaveLength(24);
  });

  it('is cut after a word and never within a character', () => {
    expect(foldedText('word '.repeat(2_000))).toMatch(/word$/);
    expect(foldedText('👍'.repeat(5_000))).toMatch(/^(👍)+$/u);
    expect(foldedText(`x${'👍'.repeat(5_000)}`)).toMatch(/^x(👍)+$/u);
  });
});
