import { Injectable } from '@nestjs/common';
import { lineType, normalisePhone } from '#libs/channels';
import type { HandoffStatus, Message, MessagingKind } from '#libs/contracts';
import {
  appendMessage,
  Channels,
  findOrCreateContact,
  type LiveChannel,
  Messages,
  openThread,
  refusal,
  showHandoff,
  standing,
} from '#libs/messaging';
import { Database, notFound, recordEvent, type Sql } from '#libs/platform';
import * as errors from '../errors.js';
import { Invites } from './invites.service.js';

interface LockedOffer {
  callId: string;
  episodeId: string;
  contactId: string | null;
  from: string | null;
  endedAt: Date | null;
  channels: MessagingKind[];
  outcome: string | null;
  intent: string | null;
  queue: string | null;
  promiseMinutes: number | null;
}
interface Choice {
  channel: MessagingKind;
  phone?: string | undefined;
  at: Date;
  /** How long ago that was when it was reported. */
  lateMs: number;
}
export interface HandoffState {
  threadId: string;
  status: HandoffStatus;
  channel: MessagingKind;
  fallbackFrom: MessagingKind | null;
  acceptedAt: Date;
}

const lockOffer = `
select o.call_id as "callId", c.episode_id as "episodeId", c.contact_id as "contactId", c.from_number as "from",
  c.ended_at as "endedAt", o.channels, o.outcome, c.intent, c.queue,
  o.promise_minutes as "promiseMinutes"
from offers o join calls c on c.id = o.call_id where o.id = $1 for update`;

/**
 * The handoff that counts for an accepted call: the one of its episode by the way it chose. A redial that chooses the
 * same way again finds the handoff under way; one that chooses the other way gets an invite by that.
 */
const stateOfCall = `
select h.thread_id as "threadId", h.status, h.channel, h.fallback_from as "fallbackFrom", h.accepted_at as "acceptedAt"
from calls c join offers o on o.call_id = c.id
join handoffs h on h.episode_id = c.episode_id and o.channel in (h.channel, h.fallback_from)
where c.id = $1 order by h.status <> 'failed' desc, h.id desc limit 1`;

const stateOf = async (sql: Sql, callId: string): Promise<HandoffState | undefined> =>
  (await sql.query<HandoffState>(stateOfCall, [callId]))[0];

/** The way from an accepted offer to a thread. */
@Injectable()
export class Handoffs {
  constructor(
    private readonly db: Database,
    private readonly channels: Channels,
    private readonly messages: Messages,
    private readonly invites: Invites,
  ) {}

  /**
   * Everything in one transaction: the outcome, the thread with the call as an entry, the binding token, the invite in
   * the outbox. Choosing the same way again within the episode changes nothing: one thread, one invite. `repeated` tells
   * that the very same offer was accepted before.
   */
  async accept(offerId: string, choice: Choice): Promise<HandoffState & { repeated: boolean }> {
    const { state, entries, repeated } = await this.db.transaction(async (sql) => {
      const [offer] = await sql.query<LockedOffer>(lockOffer, [offerId]);
      if (!offer) throw notFound('offer');
      // Calls of one episode may be answered by different processes at once.
      await sql.query('select from episodes where id = $1 for update', [offer.episodeId]);
      if (offer.outcome === 'accepted') {
        return { state: (await stateOf(sql, offer.callId))!, entries: [], repeated: true };
      }
      const { channel, phone } = this.checked(offer, choice);
      await sql.query(`update offers set outcome = 'accepted', channel = $2, outcome_at = $3 where id = $1`, [
        offerId,
        choice.channel,
        choice.at,
      ]);
      const subject = { callId: offer.callId, contactId: offer.contactId };
      await recordEvent(sql, 'offer.accepted', subject, choice.at, { channel: choice.channel });
      const going = await stateOf(sql, offer.callId);
      if (going && going.status !== 'failed') return { state: going, entries: [], repeated: false };
      const entries = await this.begin(sql, { id: offerId, ...offer }, channel, phone, choice);
      return { state: (await stateOf(sql, offer.callId))!, entries, repeated: false };
    });
    this.messages.committed(entries);
    return { ...state, repeated };
  }

  /** Waits until the provider has answered for the invite, or the time is over; answers how it stands then. */
  async settled(callId: string, withinMs: number): Promise<HandoffState> {
    for (const until = Date.now() + withinMs; ;) {
      const state = (await stateOf(this.db, callId))!;
      if (state.status !== 'sending' || Date.now() >= until) return state;
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  }

  async callOf(offerId: string): Promise<string> {
    const [row] = await this.db.query<{ callId: string }>('select call_id as "callId" from offers where id = $1', [
      offerId,
    ]);
    if (!row) throw notFound('offer');
    return row.callId;
  }

  private checked(offer: LockedOffer, { channel: kind, phone, at }: Choice) {
    if (offer.outcome) throw errors.offerClosed(offer.outcome);
    if (offer.endedAt && offer.endedAt <= at) throw errors.callEnded();
    if (!offer.channels.includes(kind)) throw errors.channelNotOffered(kind);
    const number = phone ?? offer.from;
    if (!number) throw errors.phoneNeeded();
    if (!normalisePhone(number)) throw errors.invalidPhone(`${number} cannot exist.`);
    if (lineType(number) === 'landline') throw errors.invalidPhone(`${number} is a landline: no message can reach it.`);
    // A channel that became unwell after it was offered: the other one carries the invite.
    const channel = this.channels.senderFor(kind) ?? this.channels.senderFor(kind === 'sms' ? 'whatsapp' : 'sms');
    if (!channel) throw errors.noHealthyChannel();
    return { channel, phone: number };
  }

  private async begin(
    sql: Sql,
    offer: LockedOffer & { id: string },
    channel: LiveChannel,
    phone: string,
    { channel: chosen, at, lateMs }: Choice,
  ): Promise<Message[]> {
    const contactId = offer.contactId ?? (await findOrCreateContact(sql, [{ kind: 'phone', value: phone }]));
    const refused = refusal('service', await standing(sql, contactId, channel.id, 'service'));
    if (refused) throw refused;
    const kind = channel.account.kind as MessagingKind;
    const { queue, intent, promiseMinutes } = offer;
    const thread = await openThread(sql, {
      contactId,
      channelId: channel.id,
      channel: kind,
      address: phone,
      queue,
      intent,
      promisedAt: promiseMinutes === null ? null : new Date(at.getTime() + promiseMinutes * 60_000),
    });
    // A number keyed in for the answer is the caller's too, unless it is known to be somebody else's. After the thread:
    // what belongs to a contact is locked in this order everywhere.
    await sql.query(
      `insert into identities (kind, value, contact_id) values ('phone', $1, $2) on conflict do nothing`,
      [phone, contactId],
    );
    const subject = { callId: offer.callId, threadId: thread.id, contactId };
    if (thread.created) await recordEvent(sql, 'thread.opened', subject, at, { by: 'handoff' });
    const { message: call } = await appendMessage(sql, thread.id, {
      direction: 'internal',
      type: 'call',
      text: 'Phone call',
      content: { callId: offer.callId },
      author: { kind: 'system', id: null, name: null },
    });
    const fallbackFrom = kind === chosen ? null : chosen;
    const [handoff] = await sql.query<{ id: string }>(
      `insert into handoffs (offer_id, call_id, episode_id, thread_id, phone, channel, channel_id, fallback_from,
         accepted_at, late)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10 * interval '1 ms') returning id`,
      [offer.id, offer.callId, offer.episodeId, thread.id, phone, kind, channel.id, fallbackFrom, at, lateMs],
    );
    const begun = { handoffId: handoff!.id, channel: kind, fallbackFrom };
    await recordEvent(sql, 'handoff.begun', subject, at, begun);
    const message = await this.invites.send(sql, handoff!.id, channel);
    await showHandoff(sql, thread.id, { callId: offer.callId, status: 'sending', intent: offer.intent });
    return [call, message];
  }
}
