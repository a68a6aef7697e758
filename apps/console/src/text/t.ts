import i18next from 'i18next';
import { en } from './en.ts';

/** What the console can be read in. English texts are their own keys; the others are in `text/<language>`, a file per feature. */
export const languages = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof languages;

const key = 'shiftline.language';
const isLanguage = (name: string | null | undefined): name is Language => Object.hasOwn(languages, name ?? '');

/** The chosen one, else the first of the browser's that we have. */
export function language(): Language {
  const chosen = globalThis.localStorage?.getItem(key);
  if (isLanguage(chosen)) return chosen;
  const wanted = globalThis.navigator?.languages.map((tag) => tag.split('-')[0]);
  return wanted?.find(isLanguage) ?? 'en';
}

/** For numbers and times: the browser's own way of the console's language, `en-GB` rather than `en` where it says so. */
export function locale(): string {
  const own = globalThis.navigator?.languages.find((tag) => tag.split('-')[0] === language());
  return own ?? language();
}

/** Takes effect by a reload: texts are read where they are used, also in tables made once. */
export function chooseLanguage(name: Language): void {
  localStorage.setItem(key, name);
  location.reload();
}

const lng = language();
// Modules that import this one wait for it, so tables of texts can be made once, where they are written. The other
// language's texts are loaded only where they are needed.
const others = lng === 'de' ? await import('./de/index.ts') : { de: {} };
await i18next.init({
  lng,
  fallbackLng: 'en',
  resources: { en: { translation: en }, de: { translation: others.de } },
  initAsync: false,
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  returnEmptyString: false,
  // What is not given stays a hole, for `Filled` to draw something in.
  missingInterpolationHandler: (_, [hole]: RegExpExecArray) => hole,
});

/**
 * A text in the reader's language. The English text is the key, with `{{name}}` for what is put in; one with `{{count}}`
 * has its forms in `text/en.ts`. Values are put in as they are: React writes them as text.
 */
export const t = i18next.t.bind(i18next);
