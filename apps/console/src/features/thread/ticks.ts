import type { Message, MessageStatus } from '#libs/contracts';

export type Tick = 'clock' | 'one' | 'two' | 'two-read' | 'failed';

const ticks: Record<Exclude<MessageStatus, 'received'>, { tick: Tick; label: string }> = {
  queued: { tick: 'clock', label: 'Waiting to be sent' },
  accepted: { tick: 'one', label: 'Accepted by the provider' },
  sending: { tick: 'one', label: 'Being sent' },
  sent: { tick: 'one', label: 'Sent' },
  delivered: { tick: 'two', label: 'Delivered' },
  read: { tick: 'two-read', label: 'Read' },
  failed: { tick: 'failed', label: 'Not delivered' },
};

/** The mark beside an outbound message; nothing for what is not sent to anybody. */
export function tickOf({
  direction,
  status,
}: Pick<Message, 'direction' | 'status'>): { tick: Tick; label: string } | null {
  return direction !== 'outbound' || status === 'received' ? null : ticks[status];
}

const advice: [RegExp, string][] = [
  [/window/, 'The 24-hour window is closed. Wait for the customer to write, or ring them.'],
  [/opt/, 'The customer has opted out of messages. Only a phone call may reach them.'],
  [/unreachable|invalid|not_on|landline|unknown_(recipient|subscriber)/, 'Check the number, or ring the customer.'],
  [/unhealthy|auth|token|credential/, 'The channel needs attention: tell an administrator, then send it again.'],
  [/rate|limit|throttl/, 'Too many messages at once. Send it again in a minute.'],
  [/blocked|spam|carrier|filter/, 'The network refused the message. Rephrase it, or ring the customer.'],
  [/unconfirmed|not_confirmed|unknown/, 'Nobody knows whether it arrived. Ask the customer before you send it again.'],
  [/media|attachment/, 'The file was refused. Try a smaller one or another format.'],
];

/** What an agent can do about a message that failed. */
export const adviceFor = (code: string | undefined): string =>
  advice.find(([pattern]) => code && pattern.test(code))?.[1] ?? 'Send it again, or ring the customer.';
