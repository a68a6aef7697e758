import { plain } from '../consent/keyword.js';
import { thanksWords } from './thanks-words.js';

const lists = Object.values(thanksWords);
const anyOf = (words: readonly string[]) => [...new Set(words)].sort((a, b) => b.length - a.length).join('|');
const thanks = anyOf(lists.flatMap((list) => list.thanks));
const beside = anyOf(lists.flatMap((list) => list.beside));
const onlyThanks = new RegExp(`^(?:(?:${thanks}|${beside})(?: |$))+$`);
const someThanks = new RegExp(`(?:^| )(?:${thanks})(?: |$)`);

/** Faces, hands and hearts that say that all is well. Any other makes a message one that somebody should read. */
const kind = new Set(
  '👍👌🙏🙂😊😀😃😄😁😆😅😉😍🥰😘😗😚😙☺🤗🤝🤙💪✨🌟👏🙌🎉🎊🥳💯✅✔☑❤🧡💛💚💙💜🤎🖤🤍♥💕💖💗💓💞🫶🤩👋💐🌹🌸🌺🌷🌻😇😎🙋🙇🫡🍀☀🌞🥂🍻🆗⭐👊✌🤞',
);
// Skin tones, joiners, presentation, and the signs that make a person of an emoji say he or she.
const partsOfEmoji = /[\u{1f3fb}-\u{1f3ff}\u200d\ufe0f\u2640\u2642]/gu;

const emojiOf = (text: string) => text.replace(partsOfEmoji, '').match(/\p{Extended_Pictographic}|🆗/gu) ?? [];

export const onlyKindEmoji = (text: string): boolean => emojiOf(text).every((sign) => kind.has(sign));

/** Longer ones tell something, even when they begin with thanks. */
const longest = 160;

/**
 * Whether a message only thanks, agrees or says goodbye, in any of the languages: "Thanks! 👍", "vielen Dank, schönen Tag
 * noch". One word more ("thanks, but it still leaks"), a question mark or a number, and it is none: a message too many
 * costs an agent a glance, a message too few a customer.
 */
export function isThanks(text: string | null): boolean {
  if (text === null || text.length > longest || /[?¿]/.test(text)) return false;
  if (!onlyKindEmoji(text)) return false;
  if (/^\s*(?:[:;]-?[)D]|<3)+\s*$/.test(text)) return true;
  const words = plain(text);
  if (words === '') return emojiOf(text).length > 0;
  return onlyThanks.test(words) && someThanks.test(words);
}

/** A reaction says no more than its emoji; taken back it says nothing at all. */
export function isKindReaction(emoji: string | null): boolean {
  return emoji === null || emoji.trim() === '' || isThanks(emoji);
}
