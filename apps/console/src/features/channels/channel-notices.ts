import type { Channel, Role } from '#libs/contracts';
import { eitherOf } from '../../text/lists.ts';
import { t } from '../../text/t.ts';
import { adviceWords, healthReason } from '../../text/health-reasons.ts';
import { channelWords } from '../../text/words.ts';

export interface ChannelNotice {
  id: string;
  tone: 'bad' | 'wait';
  /** With a hole `{{since}}` for the time since when. */
  what: string;
  since: string;
  /** Why, for who can mend it; for others what it means for them. */
  effect: string;
  /** What to do about it. */
  advice: string | null;
}

/**
 * What a person is told of unwell channels: everyone of those that cannot send, because it changes what they can do;
 * those who can mend it of the others too, with the reason and what to do.
 */
export function channelNotices(channels: readonly Channel[], role: Role): ChannelNotice[] {
  const mends = role === 'admin';
  return channels
    .filter(({ health }) => health === 'unhealthy' || (mends && health === 'degraded'))
    .sort((a, b) => Number(b.health === 'unhealthy') - Number(a.health === 'unhealthy'))
    .map((channel) => ({
      id: channel.id,
      tone: channel.health === 'unhealthy' ? 'bad' : 'wait',
      what: whatOf(channel),
      since: channel.healthSince,
      effect: mends ? sentence(healthReason(channel.healthCode, channel.healthReason)) : otherWays(channel, channels),
      advice: mends && channel.healthCode ? adviceWords[channel.healthCode] : null,
    }));
}

function whatOf({ kind, address, health }: Channel): string {
  const channel = `${channelWords[kind]} ${address}`;
  if (health === 'degraded') return t('{{channel}} needs a look since {{since}}.', { channel });
  return kind === 'voice'
    ? t('{{channel}} is out of service since {{since}}.', { channel })
    : t('{{channel}} can’t send since {{since}}.', { channel });
}

/** A provider's own words end as they like. */
const sentence = (words: string | null): string => words?.replace(/[.\s]*$/, '.') ?? '';

function otherWays({ id, kind }: Channel, channels: readonly Channel[]): string {
  if (kind === 'voice') return t('The administrators have been told.');
  const ways = channels.filter((other) => other.id !== id && other.kind !== 'voice' && other.health !== 'unhealthy');
  const words = new Set(ways.map((way) => (way.kind === kind ? t('another number') : channelWords[way.kind])));
  return words.size === 0
    ? t('Replies can’t go out until it is back; calls are not offered messages.')
    : t('New conversations go by {{ways}}.', { ways: eitherOf([...words]) });
}
