import type { Channel, Role } from '#libs/contracts';
import { adviceWords } from '../../text/health-words.ts';
import { channelWords } from '../../text/words.ts';

export interface ChannelNotice {
  id: string;
  tone: 'bad' | 'wait';
  /** Goes on with the time since when. */
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
      what: `${channelWords[channel.kind]} ${channel.address} ${verb(channel)} since`,
      since: channel.healthSince,
      effect: mends ? sentence(channel.healthReason) : otherWays(channel, channels),
      advice: mends && channel.healthCode ? adviceWords[channel.healthCode] : null,
    }));
}

function verb({ kind, health }: Channel): string {
  if (health === 'degraded') return 'needs a look';
  return kind === 'voice' ? 'is out of service' : 'can’t send';
}

/** A provider's own words end as they like. */
const sentence = (words: string | null): string => words?.replace(/[.\s]*$/, '.') ?? '';

function otherWays({ id, kind }: Channel, channels: readonly Channel[]): string {
  if (kind === 'voice') return 'The administrators have been told.';
  const ways = channels.filter((other) => other.id !== id && other.kind !== 'voice' && other.health !== 'unhealthy');
  const words = new Set(ways.map((way) => (way.kind === kind ? 'another number' : channelWords[way.kind])));
  return words.size === 0
    ? 'Replies can’t go out until it is back; calls are not offered messages.'
    : `New conversations go by ${[...words].join(' or ')}.`;
}
