import type { SurveySuppressed, SurveyWay } from '#libs/contracts';

const day = 24 * 3600 * 1000;

/** How the sender of a thread stands to its customer. */
export interface SurveySender {
  healthy: boolean;
  optedOut: boolean;
  windowOpen: boolean;
  /** It can show answers to tap. */
  choices: boolean;
  /** It has a template for this that may be sent now. */
  template: boolean;
}

export interface SurveyFacts {
  enabled: boolean;
  now: Date;
  /** An answer came before anybody asked. */
  answered: boolean;
  /** The thread is still resolved, and in the cycle that ended. */
  stillResolved: boolean;
  disposition: string | null;
  notAskedFor: readonly string[];
  /** The customer wrote something in the cycle. */
  customerWrote: boolean;
  lastAskedAt: Date | null;
  minDaysBetween: number;
  sender: SurveySender;
  /** Whether a text with a link can go instead: a number, a healthy sender, no opt-out of it. */
  textPossible: boolean;
  /** By which ways it was asked in vain. */
  tried: readonly SurveyWay[];
}

export type SurveyDecision = { way: SurveyWay } | { notAsked: SurveySuppressed };

/** Whether a customer is asked after a cycle, and how: the first rule that matches. */
export function decideSurvey(facts: SurveyFacts): SurveyDecision {
  const { sender, disposition, lastAskedAt } = facts;
  if (!facts.enabled) return { notAsked: 'off' };
  if (facts.answered) return { notAsked: 'answered_already' };
  if (!facts.stillResolved) return { notAsked: 'reopened' };
  // Merged: it goes on in another thread.
  if (disposition !== null && [...facts.notAskedFor, 'merged'].includes(disposition))
    return { notAsked: 'disposition' };
  if (!facts.customerWrote) return { notAsked: 'no_customer_words' };
  if (lastAskedAt && facts.now.getTime() - lastAskedAt.getTime() < facts.minDaysBetween * day)
    return { notAsked: 'asked_recently' };
  if (sender.optedOut) return { notAsked: 'opted_out' };
  if (!sender.healthy) return { notAsked: 'channel_unwell' };
  const possible: [SurveyWay, boolean][] = [
    [sender.choices ? 'buttons' : 'number', sender.windowOpen],
    ['template', sender.template],
    ['link', facts.textPossible],
  ];
  const next = possible.find(([way, can]) => can && !facts.tried.includes(way));
  return next ? { way: next[0] } : { notAsked: 'no_way' };
}
