const again = 'Send it again, or ring the customer.';
const administrator = 'The channel needs attention: tell an administrator, then send it again.';

/** By our stable error codes. What is final says so by not proposing to send it again. */
const steps: Readonly<Record<string, string>> = {
  recipient_unreachable: 'Send it by the other channel, check the number, or ring the customer.',
  opted_out: 'The customer has opted out of messages. Only a phone call may reach them.',
  window_closed: 'The 24-hour window is closed. Send it by text, wait for the customer to write, or ring them.',
  template_unavailable: 'The template is not approved or was paused: tell an administrator.',
  content_invalid: 'The provider refused the content. Change it and send it as a new message.',
  unauthorized: administrator,
  misconfigured: administrator,
  policy_stop: 'The network refused the message. Rephrase it, or ring the customer.',
  rate_limited: 'Too many messages at once. Send it again in a minute.',
  provider_unavailable: 'The provider does not answer. Send it by the other channel, or again later.',
  not_confirmed: 'Nobody knows whether it arrived. Ask the customer before you send it again.',
  expired: 'Nothing of it has left. Send it again if it still matters.',
};

/** What a person can do about a message that failed. */
export const whatNext = (code: string | null | undefined): string =>
  (code && Object.hasOwn(steps, code) && steps[code]) || again;
