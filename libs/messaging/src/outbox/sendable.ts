import type { OutgoingMessage } from '#libs/channels';
import type { MessagingKind, SendPurpose } from '#libs/contracts';
import type { Sql } from '#libs/platform';
import type { Channels, LiveChannel } from '../channels/channels.service.js';
import { type Standing, standing as standingOf } from '../consent/consents.sql.js';
import { refusal } from '../consent/refusal.js';
import { phoneOf } from '../contacts/contacts.sql.js';
import * as errors from '../errors.js';
import { windowOpen } from '../threads/reply-window.js';

/** The sender for a channel, and the contact's address there. */
export async function wayBy(
  sql: Sql,
  channels: Channels,
  contactId: string,
  kind: MessagingKind,
): Promise<{ channel: LiveChannel | undefined; address: string }> {
  const [row] = await sql.query<{ phone: string | null }>(`select ${phoneOf('$1')} as phone`, [contactId]);
  if (!row?.phone) throw errors.noAddress(kind);
  return { channel: channels.senderFor(kind), address: row.phone };
}

/** Throws what forbids this message by this channel now, before anything is written; else how consent stands for it. */
export async function checkSendable(
  sql: Sql,
  channel: LiveChannel | undefined,
  to: { contactId: string; windowStartedAt: Date | null; purpose: SendPurpose },
  body: OutgoingMessage['body'],
  now: Date,
): Promise<{ channel: LiveChannel; standing: Standing }> {
  if (!channel?.capabilities || !channel.healthy) throw errors.channelUnhealthy(channel?.healthReason ?? null);
  const { maxTextLength, replyWindowHours } = channel.capabilities;
  if (body.type === 'text' && body.text.length > maxTextLength) throw errors.textTooLong(maxTextLength);
  if (body.type !== 'template') {
    if (!windowOpen(to.windowStartedAt, replyWindowHours, now)) throw errors.windowClosed();
  }
  const standing = await standingOf(sql, to.contactId, channel.id, to.purpose);
  const refused = refusal(to.purpose, standing);
  if (refused) throw refused;
  return { channel, standing };
}
