import type { ChoiceBody } from '#libs/channels';
import type { SurveyWords } from './survey-words.js';

/** The ids come back when something is tapped; `work/survey-answer.ts` reads them. */
const yesOrNo = ({ yes, no }: SurveyWords) => [
  { id: 'survey:yes', title: yes },
  { id: 'survey:no', title: no },
];
/** The best first: a list opens at its top. */
const scores = ({ scale }: SurveyWords) => scale.map((title, i) => ({ id: `survey:${i + 1}`, title })).toReversed();

export const solvedQuestion = (company: string, words: SurveyWords): ChoiceBody => ({
  type: 'choice',
  text: `${company}: ${words.solved}`,
  choices: yesOrNo(words),
  open: words.open,
});

export const scoreQuestion = (words: SurveyWords): ChoiceBody => ({
  type: 'choice',
  text: words.score,
  choices: scores(words),
  open: words.open,
});

export const numberQuestion = (company: string, words: SurveyWords) =>
  ({ type: 'text', text: `${company}: ${words.solved} ${words.number}` }) as const;

export const linkQuestion = (company: string, words: SurveyWords, url: string) =>
  ({ type: 'text', text: `${company}: ${words.solved} ${words.link(url)}` }) as const;

/**
 * What the quick replies of an approved template mean: two are yes and no, five the scores; of another number nobody
 * could tell.
 */
export function templatePayloads(quickReplies: number): string[] | null {
  if (quickReplies === 2) return ['survey:yes', 'survey:no'];
  if (quickReplies === 5) return [1, 2, 3, 4, 5].map((n) => `survey:${n}`);
  return quickReplies === 0 ? [] : null;
}
