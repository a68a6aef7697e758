import type { MessagingKind } from '#libs/contracts';

/** What a caller meant: a way to go on, staying for a person, nothing at all, or something nobody understood. */
export type Choice = MessagingKind | 'stay' | 'nothing' | 'unclear';

const spoken: [RegExp, Choice][] = [
  // Refusals first: "no, don't text me" names a channel and wants none.
  [/\b(no|not|don'?t|stay|wait|hold|person|human|agent|someone|operator|representative)\b/, 'stay'],
  [/\b(what'?s ?app|whats up)\b/, 'whatsapp'],
  [/\b(text|sms|message|messages)\b/, 'sms'],
];

/** 1 is WhatsApp, 2 is a text, 0 is a person; of speech the words are looked for. `yes` alone takes the first way offered. */
export function readChoice(
  input: { digits: string | null; speech: string | null },
  channels: readonly MessagingKind[],
): Choice {
  const offered = (kind: MessagingKind): Choice => (channels.includes(kind) ? kind : 'unclear');
  if (input.digits) {
    if (input.digits === '1') return offered('whatsapp');
    if (input.digits === '2') return offered('sms');
    return input.digits === '0' ? 'stay' : 'unclear';
  }
  const words = input.speech?.toLowerCase().trim();
  if (!words) return 'nothing';
  const choice = spoken.find(([pattern]) => pattern.test(words))?.[1];
  if (choice === 'whatsapp' || choice === 'sms') return offered(choice);
  if (choice) return choice;
  return /\b(yes|yeah|yep|ok|okay|sure|please)\b/.test(words) ? (channels[0] ?? 'unclear') : 'unclear';
}
