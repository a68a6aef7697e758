import { Injectable } from '@nestjs/common';
import type { HandoffStatus, Message, MessageError, MessagingKind } from '#libs/contracts';
import {
  appendMessage,
  Channels,
  hashBindingToken,
  type LiveChannel,
  Messages,
  newBindingToken,
  openThread,
  refusal,
  showHandoff,
  standing,
  UploadLinks,
  whyWritten,
} from '#libs/messaging';
import { Clock, Database, recordEvent, type Sql } from '#libs/platform';
import { Workspaces } from '../workspace/workspace.service.js';
import { invite } from './invite.js';
import { inviteStep, type InviteState, movesOn } from './progress.js';

interface HandoffRow {
  id: string;
  callId: string;
  threadId: string;
  contactId: string;
  phone: string;
  channel: MessagingKind;
  fallbackFrom: MessagingKind | null;
  status: HandoffStatus;
  intent: string | null;
  speech: string | null;
  to: string;
  offerId: string;
  acceptedAt: Date;
  promiseMinutes: number | null;
  windowStartedAt: Date | null;
  lateMs: number;
}
interface SendRow extends InviteState {
  error: MessageError | null;
}

const handoffColumns = `
h.id, h.call_id as "callId", h.thread_id as "threadId", t.contact_id as "contactId", h.phone, h.channel,
h.fallback_from as "fallbackFrom", h.status, c.intent, c.speech, c.to_number as "to",
h.offer_id as "offerId", h.accepted_at as "acceptedAt", t.window_started_at as "windowStartedAt",
extract(epoch from h.late)::float8 * 1000 as "lateMs",
(select promise_minutes from offers o where o.id = h.offer_id) as "promiseMinutes"
from handoffs h join calls c on c.id = h.call_id join threads t on t.id = h.thread_id`;

const stamps: Partial<Record<HandoffStatus, string>> = {
  sent: 'sent_at',
  delivered: 'delivered_at',
  engaged: 'engaged_at',
  failed: 'failed_at',
};
const tokenDays = 7;
const photosByInvite = 5;

/** The invite of a handoff: sent, followed to its receipt, tried by text where WhatsApp will not carry it. */
@Injectable()
export class Invites {
  constructor(
    private readonly db: Database,
    private readonly channels: Channels,
    private readonly workspaces: Workspaces,
    private readonly messages: Messages,
    private readonly uploadLinks: UploadLinks,
    private readonly clock: Clock,
  ) {}

  /** Writes the invite to the outbox in the caller's transaction. */
  async send(sql: Sql, handoffId: string, channel: LiveChannel): Promise<Message> {
    const [handoff] = await sql.query<HandoffRow>(`select ${handoffColumns} where h.id = $1`, [handoffId]);
    const { company, photoIntents } = await this.workspaces.get(sql);
    const kind = channel.account.kind as MessagingKind;
    const words = {
      company,
      reason: handoff!.intent ?? handoff!.speech,
      voiceNumber: handoff!.to,
      whatsappLink: kind === 'sms' ? await this.whatsappLink(sql, handoff!.threadId) : null,
      // By WhatsApp a photo needs no page.
      photoLink:
        kind === 'sms' && photoIntents.includes(handoff!.intent ?? '')
          ? (await this.uploadLinks.add(sql, handoff!.threadId, photosByInvite, 'system')).url
          : null,
      promiseMinutes: handoff!.promiseMinutes,
    };
    const { body, text } = invite(kind, channel.invite, words);
    const { message, outboxId } = await appendMessage(sql, handoff!.threadId, {
      direction: 'outbound',
      type: kind === 'whatsapp' ? 'template' : 'text',
      text,
      author: { kind: 'system', id: null, name: company },
      ...(handoff!.lateMs > 0 && { at: this.toldAt(handoff!) }),
      send: {
        channelId: channel.id,
        channel: kind,
        address: handoff!.phone,
        body,
        why: await this.why(sql, handoff!, channel),
        purpose: 'invite',
        notify: 'handoff.invite',
      },
    });
    await sql.query(
      `update handoffs set outbox_id = $2, channel = $3, channel_id = $4, status = 'sending' where id = $1`,
      [handoffId, outboxId, kind, channel.id],
    );
    return message;
  }

  private async why(sql: Sql, handoff: HandoffRow, channel: LiveChannel) {
    const { callId, offerId, acceptedAt, fallbackFrom, contactId, windowStartedAt } = handoff;
    return whyWritten({
      purpose: 'service',
      cause: { kind: 'invite', callId, offerId, acceptedAt: acceptedAt.toISOString(), fallbackFrom },
      standing: await standing(sql, contactId, channel.id, 'service'),
      channel,
      windowStartedAt,
      now: this.clock.now(),
    });
  }

  /** Where the customer can answer by WhatsApp from any number: the token ties it to this thread. */
  private async whatsappLink(sql: Sql, threadId: string): Promise<string | null> {
    const whatsapp = this.channels.senderFor('whatsapp');
    if (!whatsapp) return null;
    const token = newBindingToken();
    await sql.query(
      `insert into binding_tokens (token_hash, thread_id, expires_at) values ($1, $2, now() + interval '${tokenDays} days')`,
      [hashBindingToken(token), threadId],
    );
    return `https://wa.me/${whatsapp.account.address.replace(/\D/g, '')}?text=${token}`;
  }

  /** The send of an invite has news: it was accepted, refused, or a receipt came. */
  async follow(outboxId: string): Promise<void> {
    const news = await this.db.transaction(async (sql) => {
      const [handoff] = await sql.query<HandoffRow>(`select ${handoffColumns} where h.outbox_id = $1 for update of h`, [
        outboxId,
      ]);
      // A later invite has taken its place.
      if (!handoff) return null;
      const [sent] = await sql.query<SendRow>(
        `select o.state as outbox, m.status as message, coalesce(m.error, o.error) as error from outbox o
         join messages m on m.thread_id = o.thread_id and m.seq = o.seq and m.created_at = o.message_created_at
         where o.id = $1`,
        [outboxId],
      );
      const step = inviteStep(sent!);
      const { threadId } = handoff;
      if (step === 'refused') return { threadId, entry: await this.refused(sql, handoff, sent!.error) };
      if (step) await this.move(sql, handoff, step);
      return { threadId, entry: null };
    });
    if (!news) return;
    this.messages.committed(news.entry ? [news.entry] : [], news.threadId);
  }

  /** WhatsApp would not carry it: the text goes in its place. Whatever else fails gives the caller back to the queue. */
  private async refused(sql: Sql, handoff: HandoffRow, error: MessageError | null): Promise<Message | null> {
    if (!movesOn(handoff.status, 'failed')) return null;
    const sms = await this.smsInstead(sql, handoff);
    const subject = { callId: handoff.callId, threadId: handoff.threadId, contactId: handoff.contactId };
    const reason = error?.message ?? 'The provider refused it.';
    await recordEvent(sql, 'invite.refused', subject, this.toldAt(handoff), {
      handoffId: handoff.id,
      channel: handoff.channel,
      reason,
      code: error?.providerCode ?? null,
    });
    if (!sms) {
      await sql.query('update handoffs set error = $2 where id = $1', [handoff.id, reason]);
      await this.move(sql, handoff, 'failed');
      return null;
    }
    await sql.query('update handoffs set fallback_from = $2, error = $3 where id = $1', [
      handoff.id,
      handoff.channel,
      reason,
    ]);
    const { contactId, phone } = handoff;
    await openThread(sql, { contactId, channelId: sms.id, channel: 'sms', address: phone });
    return this.send(sql, handoff.id, sms);
  }

  /** The sender of texts, where the invite was not one and the caller has not opted out of them. */
  private async smsInstead(sql: Sql, { channel, contactId }: HandoffRow): Promise<LiveChannel | undefined> {
    const sms = channel === 'whatsapp' ? this.channels.senderFor('sms') : undefined;
    return sms && refusal('service', await standing(sql, contactId, sms.id, 'service')) ? undefined : sms;
  }

  /** The customer has written for the first time since the invite; `at`: when, by the provider's time. */
  async engaged(threadId: string, at: Date): Promise<void> {
    await this.db.transaction(async (sql) => {
      const [handoff] = await sql.query<HandoffRow>(
        `select ${handoffColumns} where h.thread_id = $1 order by h.id desc limit 1 for update of h`,
        [threadId],
      );
      if (handoff) await this.move(sql, handoff, 'engaged', writtenAt(handoff, at));
    });
    this.messages.committed([], threadId);
  }

  private async move(sql: Sql, handoff: HandoffRow, to: HandoffStatus, at = this.toldAt(handoff)): Promise<void> {
    if (!movesOn(handoff.status, to)) return;
    await sql.query(`update handoffs set status = $2, ${stamps[to]} = coalesce(${stamps[to]}, $3) where id = $1`, [
      handoff.id,
      to,
      at,
    ]);
    const { id: handoffId, callId, threadId, contactId, intent, channel, fallbackFrom } = handoff;
    const data = { handoffId, channel, ...(to !== 'engaged' && { fallbackFrom }) };
    await recordEvent(sql, `handoff.${to}`, { callId, threadId, contactId }, at, data);
    await showHandoff(sql, threadId, { callId, status: to, intent });
  }

  /** What follows by itself keeps its distance to an acceptance that was reported late. */
  private toldAt({ lateMs }: HandoffRow): Date {
    return new Date(this.clock.now().getTime() - lateMs);
  }
}

/** Written before the acceptance was recorded, it has its own time; else it keeps its distance to the acceptance. */
function writtenAt({ acceptedAt, lateMs }: HandoffRow, at: Date): Date {
  const second = 1000;
  // Meta's times have no milliseconds.
  const recorded = Math.floor((acceptedAt.getTime() + lateMs) / second) * second;
  if (lateMs === 0 || at.getTime() < recorded) return at;
  return new Date(Math.max(acceptedAt.getTime(), at.getTime() - lateMs));
}
