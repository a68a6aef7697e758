import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database, Repeat } from '#libs/platform';
import { Channels, type LiveChannel } from '../channels/channels.service.js';
import { type ListMark, LostMessages } from './lost-messages.service.js';
import { claimLists, listNow, listSoon } from './reconcile.sql.js';
import { UnknownSends } from './unknown-sends.service.js';

interface Claim extends ListMark {
  id: string;
}

const tickMs = 1000;

/**
 * Reads the lists of providers that have one, at start and every minute, one hub at a time: a provider that gives up on
 * a webhook within seconds loses nothing by it, and a send whose answer was lost is found again.
 */
@Injectable()
export class Reconciler implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Reconciler');
  private working: Repeat | undefined;
  private started = false;

  constructor(
    private readonly db: Database,
    private readonly channels: Channels,
    private readonly messages: LostMessages,
    private readonly sends: UnknownSends,
  ) {}

  onApplicationBootstrap(): void {
    this.working = new Repeat(
      tickMs,
      () => this.work(),
      ({ message }) => this.log.warn(`lists are not read: ${message}`),
    );
  }

  private async work(): Promise<void> {
    const listed = this.channels.all().filter((c) => c.account.kind !== 'voice' && c.provider.listing);
    const ids = listed.map(({ id }) => id);
    if (!this.started) await this.db.query(listNow, [ids]);
    this.started = true;
    const claims = await this.db.named<Claim>('claim-lists', claimLists, [ids]);
    for (const claim of claims) {
      const channel = listed.find(({ id }) => id === claim.id);
      if (channel) await this.read(channel, claim);
    }
  }

  /**
   * Whatever goes wrong with one list, the others are read; this one again in a minute. That of a channel whose
   * credentials are refused waits for them: its mark stays.
   */
  private async read(channel: LiveChannel, mark: ListMark): Promise<void> {
    const { listing } = channel.provider;
    if (!listing || !channel.healthy) return;
    try {
      const waiting = await this.messages.find(channel, listing, mark);
      if (waiting) await this.db.query(listSoon, [channel.id]);
      await this.sends.settle(channel, listing);
    } catch (error) {
      this.log.warn(`the list of channel ${channel.id} was not read: ${(error as Error).message}`);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.working?.stop();
  }
}
