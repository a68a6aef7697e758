import { Injectable } from '@nestjs/common';
import type { Principal } from '#libs/access';
import type { OutgoingMessage, ProviderError } from '#libs/channels';
import type { FailedSend, Message, MessagingKind, SendCounts, SendPurpose, SendState } from '#libs/contracts';
import { whatNext } from '#libs/contracts';
import { Clock, Database, notFound, recordEvent, type Sql } from '#libs/platform';
import { Channels } from '../channels/channels.service.js';
import * as errors from '../errors.js';
import { Messages } from '../threads/messages.service.js';
import { type Eyes, eyesOf, maySee, type Placed } from '../threads/visible.js';
import { type Purpose, purposes } from './purposes.js';
import { checkSendable, wayBy } from './sendable.js';
import { billedUnits } from './billed-units.js';
import * as statements from './sends.sql.js';

interface FailedRow extends Omit<FailedSend, 'contact' | 'whatNext' | 'createdAt' | 'finishedAt'> {
  contactId: string;
  contactName: string | null;
  contactPhone: string | null;
  createdAt: Date;
  finishedAt: Date | null;
}
interface LockedSend {
  id: string;
  state: SendState | null;
  threadId: string;
  seq: number;
  contactId: string;
  body: OutgoingMessage['body'];
  channelId: string;
  address: string;
  purpose: Purpose;
  messagePurpose: SendPurpose;
  text: string | null;
  part: number | null;
  channel: MessagingKind;
  threadStatus: string;
  windowStartedAt: Date | null;
}

export type SendTally = SendCounts & Placed;

export const sumFor = (eyes: Eyes, tallies: readonly SendTally[]): SendCounts =>
  tallies
    .filter((tally) => maySee(tally, eyes))
    .reduce((sum, { failed, unknown }) => ({ failed: sum.failed + failed, unknown: sum.unknown + unknown }), {
      failed: 0,
      unknown: 0,
    });

/** Dead letters: sends that failed or whose outcome nobody knows, and what people decide about them. */
@Injectable()
export class Sends {
  constructor(
    private readonly db: Database,
    private readonly channels: Channels,
    private readonly messages: Messages,
    private readonly clock: Clock,
  ) {}

  async list(q: { state?: SendState | undefined; limit: number; cursor?: string | undefined }, principal: Principal) {
    if (q.cursor !== undefined && !/^\d{1,18}$/.test(q.cursor)) throw errors.invalidCursor();
    const rows = await this.db.query<FailedRow>(statements.failedSends, [
      q.state ?? null,
      q.cursor ?? null,
      q.limit + 1,
      ...eyesOf(principal),
    ]);
    const items = rows.slice(0, q.limit).map(view);
    return { items, nextCursor: rows.length > q.limit ? items.at(-1)!.id : null };
  }

  async counts(eyes: Eyes): Promise<SendCounts> {
    return sumFor(eyes, await this.tallies());
  }

  /** The counts by where their threads are; `sumFor` adds up what somebody sees of them. */
  tallies(): Promise<SendTally[]> {
    return this.db.query<SendTally & Record<string, unknown>>(statements.countSends);
  }

  /** The same message once more. What is known to have arrived is not a dead letter and is never sent again. */
  async retry(
    id: string,
    { channel: wanted, confirm }: { channel?: MessagingKind | undefined; confirm: boolean },
    principal: Principal,
  ): Promise<Message> {
    return this.decide(id, 'send.retried', principal, async (sql, send) => {
      if (send.state === 'unknown' && !confirm) throw errors.confirmRequired();
      if (send.threadStatus === 'resolved') throw errors.threadResolved();
      const other = wanted !== undefined && wanted !== send.channel;
      if (other && send.part !== null) throw errors.partStaysOnChannel();
      const { channel, address } = other
        ? await wayBy(sql, this.channels, send.contactId, wanted)
        : { channel: this.channels.byId(send.channelId), address: send.address };
      // A template is approved for its own channel: by the other the customer gets its words.
      const body = other ? ({ type: 'text', text: send.text ?? '' } as const) : send.body;
      const asked = { ...send, purpose: send.messagePurpose };
      const { id: channelId } = (await checkSendable(sql, channel, asked, body, this.clock.now())).channel;
      const kind = wanted ?? send.channel;
      if (other) {
        await sql.query(
          'update threads set channel_id = $2, channel = $3, address = $4, version = version + 1 where id = $1',
          [send.threadId, channelId, kind, address],
        );
      }
      const { lifetimeMs } = purposes[send.purpose];
      const values = [id, channelId, address, JSON.stringify(body), lifetimeMs, kind, billedUnits(kind, body)];
      await sql.query(statements.replaceSend, values);
      return { channel: kind, state: send.state };
    });
  }

  async dismiss(id: string, principal: Principal): Promise<Message> {
    return this.decide(id, 'send.dismissed', principal, async (sql, { state }) => {
      await sql.query(statements.dismissSend, [id]);
      return { state };
    });
  }

  /** What its provider says of a send of unknown outcome; nothing where that is known by now. */
  async settleUnknown(
    sendId: string,
    found: { providerMessageId: string; status: Exclude<Message['status'], 'received'>; error: ProviderError | null },
  ): Promise<void> {
    const { providerMessageId, status, error } = found;
    const changed = await this.db.query<{ threadId: string; seq: number }>(statements.settleUnknown, [
      sendId,
      providerMessageId,
      status,
      error && JSON.stringify(error),
    ]);
    if (changed.length > 0) this.messages.changed(changed);
  }

  private async decide(
    id: string,
    event: string,
    { userId }: Principal,
    work: (sql: Sql, send: LockedSend) => Promise<object>,
  ): Promise<Message> {
    const send = await this.db.transaction(async (sql) => {
      const [locked] = await sql.query<LockedSend>(statements.lockSend, [id]);
      if (!locked) throw notFound('send');
      if (locked.state === null) throw errors.sendSettled();
      const data = await work(sql, locked);
      const { threadId, contactId, seq } = locked;
      await recordEvent(sql, event, { threadId, contactId }, null, { seq, by: userId, ...data });
      return locked;
    });
    this.messages.changed([send]);
    return (await this.messages.at([send]))[0]!;
  }
}

function view({ contactId, contactName, contactPhone, createdAt, finishedAt, ...row }: FailedRow): FailedSend {
  return {
    ...row,
    contact: { id: contactId, name: contactName, phone: contactPhone },
    whatNext: whatNext(row.error?.code),
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
