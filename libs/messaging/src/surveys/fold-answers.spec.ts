import { describe, expect, it } from 'vitest';
import { foldAnswers, type Said } from './fold-answers.js';

let seq = 10;
const words = (text: string): Said => ({ seq: ++seq, text, content: null, answers: null });
const tap = (id: string, answers: number | null = 10): Said => ({
  seq: ++seq,
  text: id,
  content: { kind: 'button', id, title: id },
  answers,
});
const asked = { seq: 10, openAgain: false };

describe('what messages say to a survey', () => {
  it.each([
    ['nothing', [words('hello')], null],
    ['a number', [words('4')], { score: 4 }],
    ['a yes, then a number', [tap('survey:yes'), tap('survey:5', 12)], { solved: true, score: 5 }],
    ['the later of two', [words('2'), words('5')], { score: 5 }],
    ['what is a number and what is not', [words('my street is 4'), words('3')], { score: 3 }],
    ['a tap on an older survey', [tap('survey:1', 4)], null],
    ['a tap on no message that is known', [tap('survey:2', null)], { score: 2 }],
    ['another button', [tap('visit:confirm')], null],
  ] as [string, Said[], object | null][])('%s', (_, said, answer) => expect(foldAnswers(said, asked)).toEqual(answer));

  it('in a thread that goes on only what is tapped', () => {
    expect(foldAnswers([words('4')], { ...asked, openAgain: true })).toBeNull();
    expect(foldAnswers([words('4'), tap('survey:no')], { ...asked, openAgain: true })).toEqual({ solved: false });
  });
});
