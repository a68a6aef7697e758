import { type MessageTemplate, type OutgoingMessage, templateText, templateVariables } from '#libs/channels';
import type { MessagingKind } from '#libs/contracts';
import { promised } from '../menu/phone-menu.js';

export interface InviteWords {
  company: string;
  /** What the call was about, in the customer's words where they are known. */
  reason: string | null;
  /** The number that reaches a person. */
  voiceNumber: string;
  /** Where the customer can go on by WhatsApp instead, with the token that ties the reply to this call. */
  whatsappLink: string | null;
  /** The page for photos, where the call is about something to be seen. */
  photoLink: string | null;
  /** What was promised at the offer. */
  promiseMinutes: number | null;
}

/** Phone systems name what a call is about as programs do: `meter_reading`. */
const reasonOf = ({ reason }: InviteWords) =>
  reason
    ?.replace(/[\s_]+/g, ' ')
    .trim()
    .slice(0, 60) || 'your call';

/**
 * The text that opens the conversation after a call: the company, the reason, how to reach a person, how to stop.
 * What the rules for commercial texts ask for: CTIA Messaging Principles 5.1 (opt-out) and identification of the sender.
 */
export function smsInvite(words: InviteWords): string {
  const link = words.whatsappLink ? ` Or go on in WhatsApp: ${words.whatsappLink}` : '';
  const promise = words.promiseMinutes === null ? '' : ` and we answer${promised(words.promiseMinutes)}`;
  const photos = words.photoLink ? ` Send photos here: ${words.photoLink}` : '';
  return `${words.company}: you asked to go on by text about ${reasonOf(words)}. Just reply here${promise}.${photos}${link} To talk to a person call ${words.voiceNumber}. Reply STOP to opt out.`;
}

/** The parameters of an approved invite template, in its order: {{1}} company, {{2}} reason, {{3}} number of a person. */
export const inviteParameters = (words: InviteWords): string[] => [words.company, reasonOf(words), words.voiceNumber];

/** The invite as it is sent, and as agents read it. */
export function invite(
  kind: MessagingKind,
  template: MessageTemplate | undefined,
  words: InviteWords,
): { body: OutgoingMessage['body']; text: string } {
  if (kind === 'whatsapp' && template) {
    const parameters = inviteParameters(words).slice(0, templateVariables(template.text).length);
    return { body: { type: 'template', template, parameters }, text: templateText(template.text, parameters) };
  }
  const text = smsInvite(words);
  const shown = text.replace(/ ?Or go on in WhatsApp: \S+/, '').replace(/(Send photos here): \S+/, '$1 (link).');
  return { body: { type: 'text', text }, text: shown };
}
