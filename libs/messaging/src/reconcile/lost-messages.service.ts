import { Injectable } from '@nestjs/common';
import { type ListedInbound, type Listing, UndecodableError } from '#libs/channels';
import { Clock, Database, reconciled } from '#libs/platform';
import type { LiveChannel } from '../channels/channels.service.js';
import { keyOf, type Origin } from '../inbox/inbox-items.js';
import { Inbox } from '../inbox/inbox.service.js';
import { cannotBeDecoded } from '../inbox/reasons.js';
import { daysBetween, listedSince, readUntil, webhookOverdue } from './listed-days.js';
import { keepListedUntil, knownKeys } from './reconcile.sql.js';

/** How far the list of a channel has been read, and since when there is the channel. */
export interface ListMark {
  listedUntil: Date;
  createdAt: Date;
}

/** Brings what customers wrote and no webhook has brought, by the same way a webhook goes. */
@Injectable()
export class LostMessages {
  constructor(
    private readonly db: Database,
    private readonly inbox: Inbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Days oldest first; what was read stays read where a later day fails. Whole days, because the list has the newest
   * first and threads have the oldest first. True: a webhook may still come, look again soon.
   */
  async find(channel: LiveChannel, listing: Listing, { listedUntil, createdAt }: ListMark): Promise<boolean> {
    const since = listedSince(listedUntil, createdAt);
    let until = listedUntil;
    let waiting = false;
    for (const day of daysBetween(since, this.clock.now())) {
      const found: ListedInbound[] = [];
      let newest: Date | null = null;
      for await (const page of listing.inbound(channel.account, day, since)) {
        const recent = page.filter(({ at }) => at >= since);
        for (const { at } of recent) if (newest === null || at > newest) newest = at;
        found.push(...(await this.unseen(channel, recent)));
      }
      const now = this.clock.now();
      const lost = found.filter(({ at }) => webhookOverdue(at, now));
      // The list's times are whole seconds: within one its own order counts.
      for (const listed of lost.reverse().sort((a, b) => a.at.getTime() - b.at.getTime())) {
        await this.take(channel, listing, listed);
      }
      waiting ||= lost.length < found.length;
      until = readUntil(until, newest, new Date(Math.min(Date.parse(`${day}T23:59:59Z`), now.getTime())));
      await this.db.query(keepListedUntil, [channel.id, until]);
    }
    return waiting;
  }

  private async unseen({ provider }: LiveChannel, listed: ListedInbound[]): Promise<ListedInbound[]> {
    if (listed.length === 0) return [];
    const keys = listed.map(({ key }) => keyOf(provider.name, key));
    const known = new Set((await this.db.query<{ key: string }>(knownKeys, [keys])).map(({ key }) => key));
    return listed.filter((_, n) => !known.has(keys[n]!));
  }

  private async take(channel: LiveChannel, listing: Listing, listed: ListedInbound): Promise<void> {
    const { path } = listing;
    const url = `/webhooks/${channel.provider.name}/${path}`;
    const body = await listing.body(channel.account, listed);
    const receivedAt = this.clock.now();
    const origin: Origin = { provider: channel.provider.name, path, url, body, receivedAt };
    let fates: string[];
    try {
      fates = await this.inbox.accept(listing.decode({ url, body, receivedAt }), origin);
    } catch (error) {
      if (!(error instanceof UndecodableError)) throw error;
      fates = [await this.inbox.quarantine(origin, cannotBeDecoded(error), listed.key)];
    }
    for (const result of fates) reconciled.inc({ what: 'message', result });
  }
}
