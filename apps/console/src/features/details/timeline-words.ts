import { ChannelKind } from '#libs/contracts';
import { channelWords, humanize } from '../../text/words.ts';

const kinds: Record<string, string> = {
  rang: 'Rang',
  decided: 'Choice decided',
  offered: 'Choice offered',
  accepted: 'Choice accepted',
  declined: 'Stayed on the line',
  no_input: 'No answer to the offer',
  hung_up: 'Hung up at the offer',
  callback: 'Asked for a callback',
  invite_queued: 'Invite written',
  invite_sending: 'Invite on its way',
  invite_sent: 'Invite sent',
  invite_delivered: 'Invite delivered',
  invite_failed: 'Invite failed',
  delivered: 'Invite delivered',
  engaged: 'Customer wrote',
  failed: 'Handoff failed',
  fallback: 'Fell back to the other channel',
  ended: 'Call ended',
};

/** `handoff.invite_sent`, `invite sent` and `inviteSent` are the same thing said three ways. */
const plain = (kind: string) =>
  kind
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[\s.-]+/g, '_')
    .replace(/^(call|handoff|offer|episode|decision)_/, '');

export const timelineTitle = (kind: string): string => kinds[plain(kind)] ?? humanize(kind);

/** The part of an entry's data that tells a person something; ids and the like stay out. */
export function timelineAside(data: Record<string, unknown>): string | null {
  const text = (key: string) => (typeof data[key] === 'string' && data[key] ? data[key] : undefined);
  const channel = ChannelKind.safeParse(data.channel).data;
  const from = ChannelKind.safeParse(data.fallbackFrom ?? data.from).data;
  const parts = [
    text('outcome'),
    text('decision'),
    text('reason'),
    text('error'),
    typeof data.waitSeconds === 'number' ? `wait ${Math.round(data.waitSeconds / 60)} min` : undefined,
  ].filter((part) => part !== undefined);
  const said = parts.map((part) => humanize(part).toLowerCase());
  if (channel)
    said.unshift(from && from !== channel ? `${channelWords[from]} → ${channelWords[channel]}` : channelWords[channel]);
  return said.length > 0 ? said.join(' · ') : null;
}
