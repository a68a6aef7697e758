import { describe, expect, it } from 'vitest';
import { surveyLanguage, surveyLanguages, surveyWords } from './survey-words.js';

describe('the words of a survey', () => {
  it.each(Object.entries(surveyLanguages))('in %s fit where they are shown', (_, words) => {
    for (const title of [words.yes, words.no, words.open, ...words.scale]) expect(title.length).toBeLessThanOrEqual(20);
    expect(words.scale.map((title) => title.charAt(0))).toEqual(['1', '2', '3', '4', '5']);
    // Two segments of a text at most, with a company's name before it.
    expect(`${words.solved} ${words.number}`.length).toBeLessThan(134);
  });

  it.each([
    [['de-AT', 'en'], 'de'],
    [[null, 'pt_BR'], 'pt'],
    [['xx', null], 'en'],
    [['constructor'], 'en'],
  ])('for %j are %s', (wanted, language) => expect(surveyLanguage(wanted)).toBe(language));

  it('are the company’s own where it has any', () => {
    const wording = { en: { solved: 'All sorted?', score: null } };
    expect(surveyWords('en', wording)).toMatchObject({ solved: 'All sorted?', score: 'How did we do, from 1 to 5?' });
    expect(surveyWords('de', wording).solved).toBe('Ist Ihr Anliegen damit gelöst?');
  });
});
