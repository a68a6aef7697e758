import type { Channel, Role } from '#libs/contracts';
import { adviceWords } from '../../text/health-words.ts';
import { channelWords } from '../../text/words.ts';

export interface ChannelNotice {
  id: string;
  tone: 'bad' | 'wait';
  /** Goes on with the time since when. */
  what: string;
  since: string;
  /** What it means for whoever reads it. */
  then: string;
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
      then: mends ? advice(channel) : otherWays(channel, channels),
    }));
}

function verb({ kind, health }: Channel): string {
  if (health === 'degraded') return 'needs a look';
  return kind === 'voice' ? 'is out of service' : 'can’t send';
}

const advice = ({ healthReason, healthCode }: Channel): string =>
  [healthReason, healthCode && adviceWords[healthCode]].filter(Boolean).join(' ');

function otherWays({ id, kind }: Channel, channels: readonly Channel[]): string {
  if (kind === 'voice') return 'The administrators have been told.';
  const ways = channels.filter((other) => other.id !== id && other.kind !== 'voice' && other.health !== 'unhealthy');
  const words = [...new Set(ways.map((way) => channelWords[way.kind]))];
  return words.length === 0
    ? 'Replies can’t go out until it is back; calls are not offered messages.'
    : `New conversations go by ${words.join(' or ')}.`;
}
