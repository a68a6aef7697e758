import { german } from './page-words/de.js';
import { english } from './page-words/en.js';
import { spanish } from './page-words/es.js';
import { french } from './page-words/fr.js';
import { italian } from './page-words/it.js';
import { dutch } from './page-words/nl.js';
import { polish } from './page-words/pl.js';
import { portuguese } from './page-words/pt.js';

/** What the page for photos says. `name` is a file's, as its sender knows it. */
export interface PageTexts {
  title: (company: string) => string;
  lead: string;
  /** How many photos may still be sent. */
  left: (photos: number | string) => string;
  take: string;
  choose: string;
  send: string;
  safe: string;
  preparing: string;
  waiting: string;
  sending: (percent: number | string) => string;
  noConnection: string;
  arrived: string;
  allArrived: string;
  tryAgain: string;
  person: string;
  /** Where the company has no number here. */
  personByChat: string;
  overTitle: string;
  over: string;
  unknownTitle: string;
  unknown: string;
  busyTitle: string;
  busy: string;
  failedTitle: string;
  failed: string;
  back: string;
  noPhoto: string;
  tooMany: string;
  tooLarge: (name: string) => string;
  tooLargeTogether: string;
  empty: (name: string) => string;
  notAPhoto: (name: string) => string;
  heic: (name: string) => string;
  damaged: (name: string) => string;
  /** A photo whose file has no name. */
  aPhoto: string;
  /** What a customer is sent. */
  linkText: (url: string) => string;
}

const languages: Readonly<Record<string, PageTexts>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  it: italian,
  pt: portuguese,
  nl: dutch,
  pl: polish,
};

/** In the company's language where there are words for it, else in English. `language`: BCP 47. */
export function pageTexts(language: string): { language: string; texts: PageTexts } {
  const texts = languages[language.split('-')[0]!.toLowerCase()];
  return texts ? { language, texts } : { language: 'en', texts: english };
}
