import type { InboundMessage } from '#libs/channels';
import { isKindReaction, isThanks } from './is-thanks.js';
import { surveyWord } from './survey-answer.js';

/** Why a message need not begin a new cycle of a resolved thread; a score only where a survey was asked. */
export type Quiet = 'thanks' | 'score' | null;

export function quietOf(
  { type, content, media }: Pick<InboundMessage, 'type' | 'content' | 'media'>,
  text: string | null,
): Quiet {
  if (media.length > 0) return null;
  if (type === 'reaction') return isKindReaction(text) ? 'thanks' : null;
  if (type !== 'text' && type !== 'interactive') return null;
  if (surveyWord(text, content)) return 'score';
  return isThanks(text) ? 'thanks' : null;
}
