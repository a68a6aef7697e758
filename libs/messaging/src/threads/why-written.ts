import type { SendCause, SendPurpose, Why } from '#libs/contracts';
import type { LiveChannel } from '../channels/channels.service.js';
import type { Standing } from '../consent/consents.sql.js';
import { windowExpiry, windowOpen } from './reply-window.js';

/** The facts behind an outbound message that are known when it is written; what happens to it later is added when asked. */
export type WrittenWhy = Pick<Why, 'purpose' | 'cause' | 'window' | 'sender'> & {
  consent: Why['consent']['whenWritten'];
};

interface Writing {
  purpose: SendPurpose;
  cause: SendCause;
  standing: Standing;
  channel: LiveChannel;
  /** When the customer last wrote on a channel with a window; null: not yet. */
  windowStartedAt: Date | null;
  now: Date;
}

/** Kept with the message, so that "why was this sent?" is never guessed afterwards. */
export function whyWritten({ purpose, cause, standing, channel, windowStartedAt, now }: Writing): WrittenWhy {
  const hours = channel.capabilities?.replyWindowHours ?? null;
  const expiresAt = windowExpiry(windowStartedAt, hours)?.toISOString() ?? null;
  return {
    purpose,
    cause,
    consent: standing.held,
    window: hours === null ? null : { open: windowOpen(windowStartedAt, hours, now), expiresAt },
    sender: { channelId: channel.id, name: channel.name, address: channel.account.address },
  };
}
