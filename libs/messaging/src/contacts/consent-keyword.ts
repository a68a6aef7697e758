/**
 * The words that carriers and Twilio act on, as a whole message in any case; see Twilio's "Support for opt-out keywords".
 * YES opts in at Twilio only after an opt-out; as an answer in a conversation it is just an answer, so it is left out.
 */
const optOut = new Set(['stop', 'stopall', 'unsubscribe', 'cancel', 'end', 'quit', 'revoke', 'optout']);
const optIn = new Set(['start', 'unstop']);

/** What a message asks of consent, if that is all it says. "Please stop the delivery" asks nothing. */
export function consentKeyword(text: string | null): 'opt_out' | 'opt_in' | null {
  const word =
    text
      ?.trim()
      .replace(/[.!]+$/, '')
      .toLowerCase() ?? '';
  if (optOut.has(word)) return 'opt_out';
  return optIn.has(word) ? 'opt_in' : null;
}
