import { describe, expect, it } from 'vitest';
import { readAnswer } from './answer.js';

const short = (text: string | null, asked = '48213') => {
  const answer = readAnswer(text, asked);
  return answer?.kind === 'number' ? answer.values : (answer?.kind ?? null);
};

describe('an answer about 48213', () => {
  it.each([
    'YES',
    'yes',
    ' Yes! ',
    'y',
    'yep',
    'Yes, that is right',
    "yes that's correct 👍",
    '👍',
    '👍🏽',
    'Ja',
    'ja das stimmt',
    'oui',
    "Oui, c'est correct",
    'sí',
    'Sì',
    'sim',
    'TAK',
    'OK',
    'yes it is thanks',
    'Yes 48213',
    '48213',
    '48.213',
    '048213',
  ])('%j is yes', (text) => expect(short(text)).toBe('yes'));

  it.each(['no', 'NO.', 'Nein', 'non merci', 'não', 'nope', 'That is wrong', 'No thank you'])('%j is no', (text) =>
    expect(short(text)).toBe('no'),
  );

  it.each([
    ['48950', ['48950']],
    ['no it is 48950', ['48950']],
    ['Sorry! 48950 kWh.', ['48950']],
    ['48 950', ['48950']],
    ["48'950,5", ['48950.5']],
    ['48,950', ['48950', '48.950']],
    ['48,950.25', ['48950.25']],
    ['48.950,25', ['48950.25']],
    ['48950,5', ['48950.5']],
    ['1.048.950', ['1048950']],
    ['4 8 9 5 0', ['48950']],
    ['048950', ['048950']],
    ['it says 48950. 48950!', ['48950']],
    ['48950.123456', ['48950.1234']],
  ] as [string, string[]][])('%j is a number: %j', (text, values) => expect(short(text)).toEqual(values));

  it.each([
    null,
    '',
    'one moment',
    'what do you mean?',
    'yes but the third digit is a 9',
    'yes no',
    'not sure',
    'is it not right',
    'STOP',
    'between 48950 and 48960',
    'see you at 18:30',
    'on 12/05/2026',
    'yes on the 3rd',
    'yes 2',
    'the 3rd',
    'call me on 07700900123456',
    '👎',
    'thank you',
    '😀',
  ])('%j is none', (text) => expect(short(text)).toBeNull());

  it('is as long as the question at least but for two digits', () => {
    expect(short('213')).toEqual(['213']);
    expect(short('21')).toBeNull();
    expect(short('7', '8')).toEqual(['7']);
  });
});
