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

/** The product's closed sets as people read them. */

export const roleWords: Record<Role, string> = { agent: 'Agent', supervisor: 'Supervisor', admin: 'Administrator' };
export const viewWords: Record<ThreadView, string> = {
  mine: 'Mine',
  unassigned: 'Unassigned',
  team: 'Team',
  all: 'All',
};
export const channelWords: Record<ChannelKind, string> = { whatsapp: 'WhatsApp', sms: 'SMS', voice: 'Phone' };
export const handoffWords: Record<HandoffStatus, string> = {
  sending: 'on its way',
  sent: 'on its way',
  delivered: 'delivered',
  engaged: 'engaged',
  failed: 'failed',
};
export const decisionWords: Record<DecisionKind, string> = {
  offered: 'Offered',
  not_offered: 'Not offered',
  answered: 'Answered by the menu',
  control: 'Control group',
};
export const reasonWords: Record<DecisionReason, string> = {
  no_policy: 'no policy is published',
  not_textable: 'the number can’t receive messages',
  opted_out: 'the caller has opted out',
  no_healthy_channel: 'no healthy channel',
  out_of_hours: 'out of hours',
  wait_over_threshold: 'long wait',
  wait_under_threshold: 'short wait',
};
export const outcomeWords: Record<OfferOutcome, string> = {
  accepted: 'Accepted',
  declined: 'Stayed on the line',
  no_input: 'No answer to the offer',
  hung_up: 'Hung up at the offer',
  callback: 'Asked for a callback',
};

const typeWords: Partial<Record<MessageType, string>> = {
  image: 'Photo',
  document: 'Document',
  audio: 'Voice message',
  video: 'Video',
  sticker: 'Sticker',
  location: 'Location',
  contacts: 'Contact card',
  reaction: 'Reaction',
  order: 'Order',
  unsupported: 'Unsupported message',
  call: 'Phone call',
};
export const previewOf = (type: MessageType, text: string | null): string => text || typeWords[type] || 'Message';

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
  contact.name ?? contact.phone ?? 'Unknown customer';

export const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .filter((part) => /^\p{L}/u.test(part))
    .slice(0, 2)
    .map((part) => part.charAt(0).toUpperCase())
    .join('');
