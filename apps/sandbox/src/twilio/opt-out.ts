const STOP = new Set(['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT']);
const START = new Set(['START', 'YES', 'UNSTOP']);
const HELP = new Set(['HELP', 'INFO']);

export type Keyword = 'STOP' | 'START' | 'HELP';

/** Twilio looks at the whole message, trimmed and in any case: "please stop the delivery" is none. */
export function keywordOf(text: string): Keyword | null {
  const word = text.trim().toUpperCase();
  if (STOP.has(word)) return 'STOP';
  if (START.has(word)) return 'START';
  return HELP.has(word) ? 'HELP' : null;
}

/** Twilio's default words; null where it stays silent because nothing has changed. */
export function replyTo(keyword: Keyword, changed: boolean): string | null {
  if (keyword === 'HELP') return 'Reply STOP to unsubscribe. Msg&Data Rates May Apply.';
  if (!changed) return null;
  return keyword === 'STOP'
    ? 'You have successfully been unsubscribed. You will not receive any more messages from this number. ' +
        'Reply START to resubscribe.'
    : 'You have successfully been re-subscribed to messages from this number. Reply HELP for help. ' +
        'Reply STOP to unsubscribe. Msg&Data Rates May Apply.';
}
