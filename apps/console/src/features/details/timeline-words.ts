import { ChannelKind } from '#libs/contracts';
import { t } from '../../text/t.ts';
import { duration } from '../../text/time.ts';
import { channelWords, decisionWords, humanize, outcomeWords, reasonWords } from '../../text/words.ts';

const kinds: Record<string, string> = {
  rang: t('Rang'),
  decided: t('Choice decided'),
  offered: t('Choice offered'),
  accepted: t('Choice accepted'),
  declined: t('Stayed on the line'),
  no_input: t('No answer to the offer'),
  hung_up: t('Hung up at the offer'),
  callback: t('Asked for a callback'),
  invite_queued: t('Invite written'),
  invite_sending: t('Invite on its way'),
  invite_sent: t('Invite sent'),
  invite_delivered: t('Invite delivered'),
  invite_failed: t('Invite failed'),
  delivered: t('Invite delivered'),
  engaged: t('Customer wrote'),
  failed: t('Handoff failed'),
  fallback: t('Fell back to the other channel'),
  ended: t('Call ended'),
};

/** `handoff.invite_sent`, `invite sent` and `inviteSent` are the same thing said three ways. */
const plain = (kind: string) =>
  kind
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[\s.-]+/g, '_')
    .replace(/^(call|handoff|offer|episode|decision)_/, '');

export const timelineTitle = (kind: string): string => kinds[plain(kind)] ?? humanize(kind);

const has = <T extends string>(words: Record<T, string>, name: unknown): name is T =>
  typeof name === 'string' && Object.hasOwn(words, name);

/** The product's own words where it has them; anything else stays readable. */
function said(key: string, value: unknown): string | null {
  if (typeof value !== 'string' || !value) return null;
  if (key === 'decision' && has(decisionWords, value)) return decisionWords[value];
  if (key === 'reason' && has(reasonWords, value)) return reasonWords[value];
  if (key === 'outcome' && has(outcomeWords, value)) return outcomeWords[value];
  return humanize(value);
}

/** The part of an entry's data that tells a person something; ids and the like stay out. */
export function timelineAside(data: Record<string, unknown>): string | null {
  const channel = ChannelKind.safeParse(data.channel).data;
  const from = ChannelKind.safeParse(data.fallbackFrom ?? data.from).data;
  const parts = ['outcome', 'decision', 'reason', 'error'].flatMap((key) => said(key, data[key]) ?? []);
  if (typeof data.waitSeconds === 'number') parts.push(t('wait {{time}}', { time: duration(data.waitSeconds) }));
  if (channel)
    parts.unshift(
      from && from !== channel ? `${channelWords[from]} → ${channelWords[channel]}` : channelWords[channel],
    );
  return parts.length > 0 ? parts.join(' · ') : null;
}
