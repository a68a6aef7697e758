import type { HandoffStatus, MessageStatus } from '#libs/contracts';

/** How the send of an invite stands, from its outbox row and its message. */
export interface InviteState {
  outbox: 'pending' | 'in_flight' | 'accepted' | 'rejected' | 'unknown';
  message: MessageStatus;
}

export type InviteStep = 'sent' | 'delivered' | 'refused' | null;

/** What the send means for the handoff; null: nothing new yet. A receipt beats everything. */
export function inviteStep({ outbox, message }: InviteState): InviteStep {
  if (message === 'delivered' || message === 'read') return 'delivered';
  if (message === 'failed' || outbox === 'rejected') return 'refused';
  return outbox === 'accepted' ? 'sent' : null;
}

const order: HandoffStatus[] = ['sending', 'sent', 'delivered', 'engaged'];

/** Whether a handoff moves on to this step; it never goes back, and what is over stays over. */
export function movesOn(from: HandoffStatus, to: HandoffStatus): boolean {
  if (from === 'failed') return false;
  return to === 'failed' ? from === 'sending' || from === 'sent' : order.indexOf(to) > order.indexOf(from);
}
