import { surveyWord } from '../work/survey-answer.js';

export interface Said {
  seq: number;
  text: string | null;
  content: Record<string, unknown> | null;
  /** Which message of the thread it answers, where it says so. */
  answers: number | null;
}

export interface Answer {
  solved?: boolean;
  score?: number;
}

interface Question {
  /** The first message that asked. */
  seq: number;
  /** The thread goes on: a number there answers something else. */
  openAgain: boolean;
}

/**
 * What messages, in their order, say to a survey; the later ones count. A button below an older survey answers that one,
 * and is none. Null: nothing.
 */
export function foldAnswers(said: readonly Said[], { seq, openAgain }: Question): Answer | null {
  const answer: Answer = {};
  for (const { text, content, answers } of said) {
    const tapped = typeof content?.id === 'string';
    if (answers !== null && answers < seq) continue;
    if (openAgain && !tapped) continue;
    const word = surveyWord(text, content);
    if (word) Object.assign(answer, word);
  }
  return Object.keys(answer).length > 0 ? answer : null;
}
