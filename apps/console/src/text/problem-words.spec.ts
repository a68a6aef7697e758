import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inWords } from './problem-words.ts';

const problem = { type: 'https://shiftline.dev/problems/name-taken', title: 'The name is taken', status: 409 };
const invalid = (fault: object) => ({
  type: 'https://shiftline.dev/problems/validation',
  title: 'The request is not valid',
  status: 400,
  errors: [{ path: 'name', message: 'Too big: expected string to have <=80 characters', ...fault }],
});
const said = async (fault: object) => (await inWords(invalid(fault))).errors![0]!.message;

describe('what the hub refuses, in English', () => {
  it('is as the hub says it', async () => expect(await inWords(problem)).toBe(problem));

  it('has no words for programmers beside a field', async () => {
    expect(await said({ code: 'too_big', limit: 80, of: 'string' })).toBe('At most 80 characters.');
    expect(await said({ message: 'a word of your own', code: 'too_big', limit: 80, of: 'string' })).toBe(
      'A word of your own',
    );
  });
});

describe('what the hub refuses, in another language', () => {
  beforeEach(() => vi.stubGlobal('localStorage', { getItem: () => 'de' }));
  afterEach(() => vi.unstubAllGlobals());

  it('is said by its type, beside the field too', async () => {
    const errors = [{ path: 'name', message: 'There is another Billing already.' }];
    const words = 'Dieser Name ist schon vergeben.';
    expect(await inWords({ ...problem, detail: 'There is another Billing already.', errors })).toEqual({
      ...problem,
      title: words,
      detail: words,
      errors: [{ path: 'name', message: words }],
    });
  });

  it('has its holes filled, and stays as it was where one cannot be', async () => {
    const long = { ...problem, type: 'https://shiftline.dev/problems/text-too-long', most: 1600 };
    expect((await inWords(long)).detail).toBe('Der Text ist zu lang: Auf diesem Weg gehen höchstens 1600 Zeichen.');
    const { most: _, ...without } = long;
    expect(await inWords(without)).toEqual(without);
  });

  it('stays as it was where nobody knows it', async () => {
    const unknown = { ...problem, type: 'https://shiftline.dev/problems/of-tomorrow' };
    expect(await inWords(unknown)).toEqual(unknown);
    const odd = { ...problem, type: 'https://shiftline.dev/problems/constructor' };
    expect(await inWords(odd)).toEqual(odd);
  });

  it.each<[fault: object, words: string]>([
    [{ message: 'the same day twice', code: 'custom' }, 'Derselbe Tag steht zweimal da.'],
    [{ message: 'must be at most 300 characters', code: 'too_big', limit: 300, of: 'string' }, /300/.source],
    [{ message: 'something new', code: 'custom' }, 'Etwas an der Eingabe stimmt nicht.'],
  ])('says of a field %j', async (fault, words) => expect(await said(fault)).toContain(words));
});
