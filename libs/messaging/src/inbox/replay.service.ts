import { Injectable } from '@nestjs/common';
import type { InboundItem, InboundMessage, InboundRelink, InboundStatus } from '#libs/channels';
import { Database, notFound, type Sql } from '#libs/platform';
import { Channels, type LiveChannel } from '../channels/channels.service.js';
import { notQuarantined } from '../errors.js';
import { settleReplay } from './counts.sql.js';
import { type Incoming, keyOf, type Origin } from './inbox-items.js';
import { InboxWriter, type Into, type NoticeIn, type Written } from './inbox-writer.js';
import { type EventRow, eventColumns } from './journal-event.js';
import { cannotBeDecoded, cannotBeStored, noChannel } from './reasons.js';
import { slots } from './slots.js';

/** Still not understood or not storable: the event stays in quarantine, with this reason. */
class Unusable extends Error {}

/**
 * Takes a quarantined event as if it came now. What it brings, the event and the counts change in one transaction: a
 * replay that dies half-way has not happened, and of two at once one finds nothing in quarantine any more.
 */
@Injectable()
export class Replay {
  constructor(
    private readonly db: Database,
    private readonly channels: Channels,
    private readonly writer: InboxWriter,
  ) {}

  async run(id: string): Promise<void> {
    let written: Written[];
    try {
      written = await this.db.transaction((sql) => this.apply(sql, id));
    } catch (error) {
      const reason = error instanceof Unusable ? error.message : cannotBeStored(error);
      if (reason === null) throw error;
      await this.db.query(`update webhook_events set reason = $2 where id = $1 and status = 'quarantined'`, [
        id,
        reason.slice(0, 500),
      ]);
      return;
    }
    for (const { tell } of written) await tell();
  }

  private async apply(sql: Sql, id: string): Promise<Written[]> {
    const [event] = await sql.query<EventRow>(`select ${eventColumns} from webhook_events where id = $1 for update`, [
      id,
    ]);
    if (!event) throw notFound('webhook event');
    if (event.status !== 'quarantined') throw notQuarantined();
    const { provider, path, url, body, receivedAt } = event;
    const all = this.itemsIn(event);
    // Its neighbours in the body are accounted for themselves: applied, or in quarantine with an event of their own.
    const own = all.filter((item) => keyOf(provider, item.key) === event.itemKey);
    // The key was used up when the item was set aside.
    if (own.length) await sql.query(`delete from inbox_keys where key = decode($1, 'hex')`, [event.itemKey]);
    const items = own.length ? own : all;
    const written = await this.write(sql, items, { provider, path, url, body, receivedAt });
    await this.settle(sql, event, items.length, written);
    return written;
  }

  private itemsIn({ provider, path, url, body, receivedAt }: EventRow): InboundItem[] {
    const { webhooks = [], listing } = this.channels.provider(provider) ?? {};
    const webhook = [...webhooks, ...(listing ? [listing] : [])].find((known) => known.path === path);
    if (!webhook) throw new Unusable(`there is no webhook ${provider}/${path} any more`);
    try {
      // Not now: where the provider gives no time, the customer wrote when it came.
      return webhook.decode({ url, body, receivedAt });
    } catch (error) {
      throw new Unusable(cannotBeDecoded(error));
    }
  }

  private async write(sql: Sql, items: readonly InboundItem[], origin: Origin): Promise<Written[]> {
    const messages: Incoming<InboundMessage>[] = [];
    const statuses: Incoming<InboundStatus>[] = [];
    const notices: NoticeIn[] = [];
    const relinks: Incoming<InboundRelink>[] = [];
    for (const item of items) {
      if (item.kind === 'message') messages.push({ item, origin, channel: this.channelOf(item, origin) });
      else if (item.kind === 'status') statuses.push({ item, origin, channel: this.channelOf(item, origin) });
      else if (item.kind === 'relink') relinks.push({ item, origin, channel: this.channelOf(item, origin) });
      else notices.push({ item, origin });
    }
    const into: Into = { slot: null, run: (_, text, values) => sql.query(text, values) };
    const written: Written[] = [];
    if (messages.length) written.push(await this.writer.messages(messages, into));
    if (statuses.length) written.push(await this.writer.statuses(statuses, into));
    if (notices.length) written.push(await this.writer.notices(notices, into));
    for (const incoming of relinks) written.push(await this.writer.relink(incoming, sql, null));
    return written;
  }

  private channelOf(item: InboundItem, { provider }: Origin): LiveChannel {
    const channel = this.channels.find(provider, item.routeKey);
    if (!channel) throw new Unusable(noChannel(item));
    return channel;
  }

  /**
   * The event was received and counted when it came, as one: what it brings takes its place. Only what a body holds
   * beyond that is received now, and where all of it came by another way meanwhile the event was a repeat.
   */
  private async settle(sql: Sql, { id, provider }: EventRow, items: number, written: Written[]): Promise<void> {
    const fresh = written.flatMap(({ fates }) => fates).filter((fate) => fate === 'applied').length;
    const applied = items === 0 ? 1 : fresh;
    const received = Math.max(applied - 1, 0);
    const duplicate = applied === 0 ? 1 : 0;
    await sql.query(settleReplay, [id, provider, slots.alone(), received, applied, duplicate]);
  }
}
