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
