import { againWord, type KeywordMeaning, keywords, stopPromotions } from './keywords.js';

export interface Keyword {
  meaning: KeywordMeaning;
  purpose: 'all' | 'marketing';
  /** As the ledger notes it. */
  word: string;
  /** Languages in which it is a keyword; null: in every one. */
  languages: string[] | null;
}

/** Letters and digits alone, in capitals, without accents, marks and emoji: ` Arrêt! 🛑` is `ARRET`. */
export function plain(text: string): string {
  // Most messages are ASCII, which has nothing to take apart; every message comes by here.
  const letters = /^[\0-\x7f]*$/.test(text) ? text : text.normalize('NFKD').replace(/\p{M}/gu, '');
  return letters
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toUpperCase()
    .replaceAll('Ł', 'L');
}

const table = new Map<string, Keyword>();
for (const [language, { optOut, optIn, help }] of Object.entries(keywords)) {
  const lists = [
    [optOut, 'opt_out'],
    [optIn, 'opt_in'],
    [help, 'help'],
  ] as const;
  for (const [words, meaning] of lists) {
    for (const word of words) {
      const languages = language === 'en' ? null : [...(table.get(word)?.languages ?? []), language];
      table.set(word, { meaning, purpose: 'all', word, languages });
    }
  }
}
table.set(againWord, { meaning: 'again', purpose: 'all', word: againWord, languages: null });
table.set(stopPromotions, { meaning: 'opt_out', purpose: 'marketing', word: stopPromotions, languages: null });

const byProvider: Record<string, KeywordMeaning> = { STOP: 'opt_out', START: 'opt_in', HELP: 'help' };
const longest = Math.max(...[...table.keys()].map((word) => word.length));

/**
 * What a message asks for, if that is all it says: "please stop the delivery" asks nothing. `taken`: what the provider
 * says it has taken the message as (Twilio's OptOutType); it has acted on it, so that our own reading does not count.
 */
export function keywordIn(text: string | null, taken: string | null): Keyword | null {
  // Most messages are longer than any keyword; spaces, marks and emoji around one are allowed for.
  const word = text !== null && text.length <= longest + 40 ? plain(text) : '';
  const provider = taken === null ? undefined : byProvider[taken.toUpperCase()];
  if (provider) return { meaning: provider, purpose: 'all', word: word.slice(0, 40) || taken!, languages: null };
  return table.get(word) ?? null;
}

/** Who answers a keyword: the provider where it has taken it or does so by itself, unless its channel says otherwise. */
export function answeredBy(
  { word }: Pick<Keyword, 'word'>,
  taken: string | null,
  answers: readonly string[],
  setting: string | undefined,
): 'hub' | 'provider' {
  if (setting === 'hub' || setting === 'provider') return setting;
  return taken !== null || answers.includes(word) ? 'provider' : 'hub';
}
