import type { Message, MessageStatus } from '#libs/contracts';
import { t } from '../../text/t.ts';

export type Tick = 'clock' | 'one' | 'two' | 'two-read' | 'failed';

const ticks: Record<Exclude<MessageStatus, 'received'>, { tick: Tick; label: string }> = {
  queued: { tick: 'clock', label: t('Waiting to be sent') },
  accepted: { tick: 'one', label: t('Accepted by the provider') },
  sending: { tick: 'one', label: t('Being sent') },
  sent: { tick: 'one', label: t('Sent') },
  delivered: { tick: 'two', label: t('Delivered') },
  read: { tick: 'two-read', label: t('Read') },
  failed: { tick: 'failed', label: t('Not delivered') },
};

/** The mark beside an outbound message; nothing for what is not sent to anybody. */
export function tickOf({
  direction,
  status,
}: Pick<Message, 'direction' | 'status'>): { tick: Tick; label: string } | null {
  return direction !== 'outbound' || status === 'received' ? null : ticks[status];
}
