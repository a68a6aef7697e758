import { plain } from '../consent/keyword.js';
import { isThanks, onlyKindEmoji } from './is-thanks.js';

export type SurveyWord = { score: number } | { solved: boolean };

const star =
  'STARS?|STERNE?|ETOILES?|ESTRELLAS?|STELL[AE]|ESTRELAS?|STERREN?|STER|GWIAZDK[AI]|GWIAZDEK|POINTS?|PUNKTE?|PUNTOS?|PUNTI|PONTOS?|PUNTEN';
const outOf = '(?:OUT OF|OF|VON|SUR|DE|SU|VAN|NA) 5';
const scored = new RegExp(`(?:^| )([1-5])(?: (?:${outOf}))?(?: (?:${star}))?(?= |$)`);

/**
 * What may answer a survey: a button of ours (`survey:4`, `survey:yes`), one to five stars, or a number from 1 to 5 with at
 * most the words for it and a thank-you around. Whether a survey was asked is for who has the thread.
 */
export function surveyWord(text: string | null, content: Readonly<Record<string, unknown>> | null): SurveyWord | null {
  const pressed = typeof content?.id === 'string' ? /^survey:(?:([1-5])|(yes|no))$/.exec(content.id) : null;
  if (pressed) return pressed[1] ? { score: Number(pressed[1]) } : { solved: pressed[2] === 'yes' };
  if (text === null || text.length > 80 || /[?¿]/.test(text)) return null;
  const stars = /^\s*((?:[⭐🌟★]\ufe0f?\s*){1,5})$/u.exec(text)?.[1];
  if (stars) return { score: stars.match(/[⭐🌟★]/gu)!.length };
  if (!onlyKindEmoji(text)) return null;
  const words = plain(text.replace(/\s*\/\s*5(?!\d)/, ' of 5'));
  const found = scored.exec(words);
  if (!found) return null;
  const rest = words.replace(found[0], ' ').trim();
  return rest === '' || isThanks(rest) ? { score: Number(found[1]) } : null;
}
