import type { HealthCode } from '#libs/contracts';
import { language, t } from './t.ts';

/** Why a channel is not well, by the hub's stable codes. */
const reasonWords: Record<HealthCode, string> = {
  refused: t('The provider refuses the credentials'),
  suspended: t('The provider has stopped it'),
  send_refused: t('The provider refuses to send'),
  restricted: t('It may only answer'),
  no_answer: t('The provider does not answer when asked how it is'),
  signatures_refused: t('Most of the latest webhooks had a wrong signature'),
  unreported: t('Messages were accepted, and no delivery status has come'),
  quality_low: t('Customers rate its messages low'),
  warned: t('The provider warns'),
  quiet: t('No webhook has come for longer than usual'),
};

/** The hub's own sentence in English; in another language what its code says, with what the provider itself had to say. */
export function healthReason(code: HealthCode | null, reason: string | null): string | null {
  if (reason === null || code === null || language() === 'en' || !Object.hasOwn(reasonWords, code)) return reason;
  const [, says] = /^[^:]*: (.+)$/s.exec(reason) ?? [];
  return says ? `${reasonWords[code]}: ${says}` : `${reasonWords[code]}.`;
}

/** What an administrator does about it. */
export const adviceWords: Record<HealthCode, string> = {
  refused: t(
    'Make a new token at the provider and save the channel with it. If the old one works again, the channel comes back by itself within 30 seconds.',
  ),
  suspended: t(
    'Sign in at the provider and settle what it asks for. Once it lets you send, the channel comes back by itself, or with “Check now”.',
  ),
  send_refused: t(
    'The sign-in works and sending does not: see at the provider whether the token may send from this number, then press “Check now”.',
  ),
  restricted: t('Replies go. New conversations start again when the provider lifts the limit.'),
  no_answer: t('The provider may be down: see its status page. Sending goes on meanwhile.'),
  signatures_refused: t(
    'Somebody may have changed the secret: compare the one saved here with the provider’s. Messages from customers may be missing.',
  ),
  unreported: t('See at the provider whether status callbacks go to this hub. Sending goes on meanwhile.'),
  quality_low: t('Send less that customers did not ask for. If it stays low the provider limits the number.'),
  warned: t('Read the notice at the provider, and act before it stops the number.'),
  quiet: t('Write to this number from a phone. If nothing arrives here, see at the provider where its webhooks go.'),
};
