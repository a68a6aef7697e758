import { describe, expect, it } from 'vitest';
import { bestLanguage } from './language-fallback.js';

describe('the language of a template', () => {
  it.each<[wanted: (string | null)[], there: string[], best: string | undefined]>([
    [['de', 'en-GB'], ['en_GB', 'de'], 'de'],
    [['de-AT', 'en-GB'], ['en_GB', 'de_DE', 'de'], 'de'],
    [['de-AT', 'en-GB'], ['en_GB', 'de_DE'], 'de_DE'],
    [[null, 'en-GB'], ['en_US', 'en_GB', 'de'], 'en_GB'],
    [[null, 'en-GB'], ['en_US', 'en', 'de'], 'en'],
    [[null, 'en-GB'], ['en_US', 'de'], 'en_US'],
    [['pl', 'de-DE'], ['en_US', 'de', 'fr'], 'de'],
    [['pl', 'de-DE'], ['en_US', 'fr'], 'en_US'],
    [['pl', 'de-DE'], ['pt_BR', 'fr'], 'fr'],
    [['zh_HK'], ['zh_CN', 'zh_HK'], 'zh_HK'],
    [['EN_gb'], ['en-GB', 'en'], 'en-GB'],
    [[null], [], undefined],
  ])('wanted %j of %j: %s', (wanted, there, best) =>
    expect(
      bestLanguage(
        there.map((language) => ({ language })),
        wanted,
      )?.language,
    ).toBe(best),
  );
});
