import { describe, expect, it } from 'vitest';
import { quietOf } from './quiet.js';
import { surveyWord } from './survey-answer.js';

describe('what may answer a survey', () => {
  it.each([
    ['5', 5],
    [' 4 ', 4],
    ['1', 1],
    ['5!', 5],
    ['5/5', 5],
    ['3 out of 5', 3],
    ['4 von 5', 4],
    ['5 sur 5', 5],
    ['2 stars', 2],
    ['4 Sterne', 4],
    ['5 étoiles', 5],
    ['3 gwiazdki', 3],
    ['4️⃣', 4],
    ['⭐⭐⭐', 3],
    ['⭐️⭐️⭐️⭐️⭐️', 5],
    ['★★★★', 4],
    ['5, thanks', 5],
    ['5 great service', 5],
    ['Thank you! 5', 5],
    ['5 👍', 5],
    ['4 punkte danke', 4],
  ])('%s is %i', (text, score) => expect(surveyWord(text, null)).toEqual({ score }));

  it.each([
    ...['0', '6', '10', '55', '5 5', '1-5', '3 or 4', '5 o’clock', '5 pm', '4 weeks ago', '2 taps leak', 'my number is 5'],
    ...['5?', '', 'five', 'thanks', '⭐⭐⭐⭐⭐⭐', '5 but it still leaks', '1.5', '5 😡', 'a5', '#5 5 5', '4/10'],
  ])('%s is none', (text) => expect(surveyWord(text, null)).toBeNull());

  it.each([
    ['survey:5', { score: 5 }],
    ['survey:yes', { solved: true }],
    ['survey:no', { solved: false }],
    ['survey:6', null],
    ['survey:', null],
    ['other', null],
  ])('the button %s', (id, word) => expect(surveyWord('Yes', { kind: 'button', id })).toEqual(word));
});

describe('what does not begin again', () => {
  const of = (type: 'text' | 'reaction' | 'interactive' | 'sticker' | 'image', text: string | null, more = {}) =>
    quietOf({ type, content: null, media: [], ...more }, text);
  it.each([
    [of('text', 'thanks'), 'thanks'],
    [of('text', 'thanks, but'), null],
    [of('text', '5'), 'score'],
    [of('reaction', '👍'), 'thanks'],
    [of('reaction', '👎'), null],
    [of('reaction', null), 'thanks'],
    [of('interactive', 'Yes', { content: { id: 'survey:yes' } }), 'score'],
    [of('interactive', 'Yes', { content: { id: 'book' } }), null],
    [of('sticker', null), null],
    [of('image', 'thanks', { media: [{}] }), null],
    [of('text', null), null],
  ] as const)('%#', (found, right) => expect(found).toBe(right));
});
