import type {
  ChannelKind,
  DecisionKind,
  DecisionReason,
  HandoffStatus,
  MessageType,
  OfferOutcome,
  Role,
  ThreadView,
} from '#libs/contracts';
import { t } from './t.ts';

/** The product's closed sets as people read them. */

export const roleWords: Record<Role, string> = {
  agent: t('Agent'),
  supervisor: t('Supervisor'),
  admin: t('Administrator'),
};
export const viewWords: Record<ThreadView, string> = {
  mine: t('Mine'),
  unassigned: t('Unassigned'),
  team: t('Team'),
  all: t('All'),
};
export const channelWords: Record<ChannelKind, string> = { whatsapp: 'WhatsApp', sms: 'SMS', voice: t('Phone') };
export const handoffWords: Record<HandoffStatus, string> = {
  sending: t('on its way'),
  sent: t('on its way'),
  delivered: t('delivered'),
  engaged: t('engaged'),
  failed: t('failed'),
};
export const decisionWords: Record<DecisionKind, string> = {
  offered: t('Offered'),
  not_offered: t('Not offered'),
  answered: t('Answered by the menu'),
  control: t('Control group'),
};
export const reasonWords: Record<DecisionReason, string> = {
  no_policy: t('no policy is published'),
  not_textable: t('the number can’t receive messages'),
  opted_out: t('the caller has opted out'),
  answered_in_menu: t('the menu knew the answer'),
  dispute: t('a dispute'),
  no_healthy_channel: t('no healthy channel'),
  out_of_hours: t('out of hours'),
  wait_over_threshold: t('long wait'),
  wait_under_threshold: t('short wait'),
  holdout: t('left out for comparison'),
};
export const outcomeWords: Record<OfferOutcome, string> = {
  accepted: t('Accepted'),
  declined: t('Stayed on the line'),
  no_input: t('No answer to the offer'),
  hung_up: t('Hung up at the offer'),
  callback: t('Asked for a callback'),
};

const typeWords: Partial<Record<MessageType, string>> = {
  image: t('Photo'),
  document: t('Document'),
  audio: t('Voice message'),
  video: t('Video'),
  sticker: t('Sticker'),
  location: t('Location'),
  contacts: t('Contact card'),
  reaction: t('Reaction'),
  order: t('Order'),
  unsupported: t('Unsupported message'),
  call: t('Phone call'),
};
export const previewOf = (type: MessageType, text: string | null): string => text || typeWords[type] || t('Message');

/** `meter_reading`, `handoff.invite-sent` and the like, as words. Unknown names stay readable. */
export function humanize(name: string): string {
  const words = name
    .replace(/[._-]+/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const personOf = (contact: { name: string | null; phone: string | null }): string =>
  contact.name ?? contact.phone ?? t('Unknown customer');

export const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .filter((part) => /^\p{L}/u.test(part))
    .slice(0, 2)
    .map((part) => part.charAt(0).toUpperCase())
    .join('');
