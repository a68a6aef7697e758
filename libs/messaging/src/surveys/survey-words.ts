import { german } from './words/de.js';
import { english } from './words/en.js';
import { spanish } from './words/es.js';
import { french } from './words/fr.js';
import { italian } from './words/it.js';
import { dutch } from './words/nl.js';
import { polish } from './words/pl.js';
import { portuguese } from './words/pt.js';

/** What customers are asked, and what the page behind a link says. */
export interface SurveyWords {
  solved: string;
  /** At most 20 characters, as is everything to tap. */
  yes: string;
  no: string;
  score: string;
  /** From 1 to 5. */
  scale: readonly [string, string, string, string, string];
  /** Opens the list of scores. */
  open: string;
  /** After the question, where a number is the answer. */
  number: string;
  link: (url: string) => string;
  thanks: string;
  /** To who says that it was not solved, or gives a low score. */
  sorry: string;
  page: {
    title: (company: string) => string;
    comment: string;
    optional: string;
    send: string;
    chooseScore: string;
    tooLong: string;
    thanksTitle: string;
    overTitle: string;
    over: string;
  };
}

export const surveyLanguages: Readonly<Record<string, SurveyWords>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  it: italian,
  pt: portuguese,
  nl: dutch,
  pl: polish,
};

/** The first of these languages that there are words for, else English. BCP 47; null where unknown. */
export function surveyLanguage(wanted: readonly (string | null)[]): string {
  const spoken = wanted.flatMap((language) => language?.split(/[-_]/)[0]?.toLowerCase() ?? []);
  return spoken.find((language) => Object.hasOwn(surveyLanguages, language)) ?? 'en';
}

/** The company's own wording in place of ours. */
export function surveyWords(
  language: string,
  wording: Readonly<Record<string, { solved: string | null; score: string | null }>>,
): SurveyWords {
  const words = surveyLanguages[language] ?? english;
  const own = wording[language];
  return { ...words, solved: own?.solved || words.solved, score: own?.score || words.score };
}
