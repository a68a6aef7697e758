import { Injectable } from '@nestjs/common';
import type { ListedSend, Listing, OutgoingMessage } from '#libs/channels';
import { Database, reconciled } from '#libs/platform';
import { Jobs } from '#libs/queue';
import type { LiveChannel } from '../channels/channels.service.js';
import { Feed } from '../feed.js';
import { daysBetween } from './listed-days.js';
import { matchSend } from './match-send.js';
import { equalOpenSends, linkedIds, notListed, settleUnknown, unknownSends } from './reconcile.sql.js';

interface UnknownSend {
  id: string;
  address: string;
  body: OutgoingMessage['body'];
  /** When the attempt can have reached the provider. */
  from: Date;
  to: Date;
  /** Later than any list takes to show it. */
  isLate: boolean;
}
type Changed = { threadId: string; seq: number };

const absent = {
  code: 'not_confirmed',
  providerCode: null,
  message: 'The provider did not answer, and its list of sent messages does not have it: it was most likely not sent.',
};

/** Settles sends of unknown outcome by the provider's own list. What stays unclear stays unknown. */
@Injectable()
export class UnknownSends {
  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly feed: Feed,
  ) {}

  async settle(channel: LiveChannel, listing: Listing): Promise<void> {
    for (const send of await this.db.query<UnknownSend>(unknownSends, [channel.id])) {
      const listed = await this.listed(channel, listing, send);
      const result = await this.judge(channel, send, listed);
      if (result) reconciled.inc({ what: 'send', result });
    }
  }

  private async listed({ account }: LiveChannel, listing: Listing, send: UnknownSend): Promise<ListedSend[]> {
    const message = { to: send.address, body: send.body };
    const found: ListedSend[] = [];
    for (const day of daysBetween(new Date(send.from.getTime() - 60_000), send.to)) {
      found.push(...(await listing.sends(account, message, day)));
    }
    return found;
  }

  private async judge({ id: channelId }: LiveChannel, send: UnknownSend, listed: ListedSend[]) {
    const ids = listed.map(({ providerMessageId }) => providerMessageId);
    const linked = await this.db.query<{ id: string }>(linkedIds, [channelId, ids]);
    const [open] = await this.db.query<{ n: number }>(equalOpenSends, [send.id]);
    const found = matchSend(listed, send, new Set(linked.map(({ id }) => id)), open!.n);
    if (found.match === 'one') {
      const { providerMessageId, status, error, at } = found.sent;
      const values = [send.id, providerMessageId, status, error && JSON.stringify(error), at];
      this.tell(await this.db.query<Changed>(settleUnknown, values));
      return 'settled';
    }
    if (found.match === 'unclear' || !send.isLate) return null;
    this.tell(await this.db.query<Changed>(notListed, [send.id, JSON.stringify(absent)]));
    return 'absent';
  }

  private tell(changed: Changed[]): void {
    this.feed.changed(changed);
    this.jobs.wake();
  }
}
