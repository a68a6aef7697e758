import type { MessageError } from '#libs/contracts';
import { t } from './t.ts';

/** By the hub's stable error codes: what happened, and what a person can do about it. */
const words: Readonly<Record<string, { what: string; next: string }>> = {
  recipient_unreachable: {
    what: t('The number can’t be reached on this channel'),
    next: t('Send it by the other channel, check the number, or ring the customer.'),
  },
  opted_out: {
    what: t('The customer has opted out'),
    next: t('Only a phone call may reach them.'),
  },
  window_closed: {
    what: t('The 24-hour window is closed'),
    next: t('Send it by text, wait for the customer to write, or ring them.'),
  },
  template_unavailable: {
    what: t('The template can’t be used'),
    next: t('It is not approved or was paused: tell an administrator.'),
  },
  content_invalid: {
    what: t('The provider refused the content'),
    next: t('Change it and send it as a new message.'),
  },
  unauthorized: {
    what: t('The provider refused our sign-in'),
    next: t('Tell an administrator, then send it again.'),
  },
  misconfigured: {
    what: t('The channel is not set up correctly'),
    next: t('Tell an administrator, then send it again.'),
  },
  policy_stop: {
    what: t('The network refused the message'),
    next: t('Rephrase it, or ring the customer.'),
  },
  rate_limited: {
    what: t('Too many messages at once'),
    next: t('Send it again in a minute.'),
  },
  provider_unavailable: {
    what: t('The provider does not answer'),
    next: t('Send it by the other channel, or again later.'),
  },
  not_confirmed: {
    what: t('Nobody knows whether it arrived'),
    next: t('Ask the customer before you send it again.'),
  },
  expired: {
    what: t('It waited too long and was not sent'),
    next: t('Nothing of it has left. Send it again if it still matters.'),
  },
};

const usual = { what: t('Not delivered'), next: t('Send it again, or ring the customer.') };

export const sendWords = (error: Pick<MessageError, 'code'> | null): { what: string; next: string } =>
  (error && Object.hasOwn(words, error.code) && words[error.code]) || usual;

/** The provider's own words about it, with its code; null where there are none. */
export function providerSays(error: MessageError | null): string | null {
  if (!error?.providerCode) return null;
  return t('The provider says: {{message}} ({{code}})', { message: error.message, code: error.providerCode });
}
