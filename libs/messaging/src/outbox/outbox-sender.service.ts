import { Injectable, Inject, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { OutgoingMessage, ProviderError, SendOutcome } from '#libs/channels';
import { CONFIG, type Config, Database, outboxResults } from '#libs/platform';
import { Jobs, retryDelay } from '#libs/queue';
import { Channels } from '../channels/channels.service.js';
import { hasOptedOut } from '../contacts/consents.sql.js';
import { Feed } from '../feed.js';
import { applyParkedStatuses } from '../inbox/statuses.sql.js';
import { claimSends, expireLeases, finishAccepted, finishFailed, retrySend } from './outbox.sql.js';

interface Send {
  id: string;
  threadId: string;
  seq: number;
  contactId: string;
  channelId: string;
  address: string;
  body: OutgoingMessage['body'];
  notify: string | null;
  attempts: number;
}

const mostAttempts = 8;
const atOnce = 50;
const notConfirmed: ProviderError = {
  code: 'unknown',
  providerCode: null,
  message: 'The provider did not answer: it may or may not have been sent.',
};

/** Carries out what was written to the outbox: claim, mark the attempt, send, keep the outcome. */
@Injectable()
export class OutboxSender implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Outbox');
  private readonly sending = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private claiming = false;
  private stopped = false;

  constructor(
    private readonly db: Database,
    private readonly channels: Channels,
    private readonly jobs: Jobs,
    private readonly feed: Feed,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.wake();
      void this.expire();
    }, 1000);
  }

  /** Call after a commit that queued a send: nobody waits for the poll. */
  wake(): void {
    if (!this.claiming && !this.stopped) void this.claim();
  }

  private async claim(): Promise<void> {
    this.claiming = true;
    try {
      while (!this.stopped && this.sending.size < atOnce) {
        const sends = await this.db.named<Send>('claim-sends', claimSends, [atOnce - this.sending.size]);
        for (const send of sends) {
          const done: Promise<void> = this.carryOut(send)
            .catch((error: Error) => this.log.warn(`send ${send.id}: ${error.message}`))
            .finally(() => {
              this.sending.delete(done);
              this.wake();
            });
          this.sending.add(done);
        }
        if (sends.length === 0) break;
      }
    } catch (error) {
      this.log.warn(`cannot claim sends: ${(error as Error).message}`);
    } finally {
      this.claiming = false;
    }
  }

  private async carryOut(send: Send): Promise<void> {
    const result = await this.attempt(send);
    outboxResults.inc({ outcome: result.outcome });
    if (result.outcome === 'accepted') {
      await this.keep(finishAccepted, [send.id, send.attempts, result.providerMessageId, result.status]);
      // A receipt may have come before this commit: whichever of the two is second applies it.
      this.feed.changed(await this.db.query(applyParkedStatuses, [[result.providerMessageId]]));
      return;
    }
    const { error } = result;
    const again =
      (result.outcome === 'retry' && send.attempts < mostAttempts) ||
      // A notice of ours goes once more; a person's words never twice.
      (result.outcome === 'unknown' && send.notify !== null && send.attempts < 2);
    if (again) {
      await this.db.query(retrySend, [send.id, send.attempts, retryDelay(send.attempts), JSON.stringify(error)]);
      return;
    }
    if (error.code === 'unauthorized') await this.channels.setHealth(send.channelId, error.message);
    const state = result.outcome === 'unknown' ? 'unknown' : 'rejected';
    const kept = state === 'unknown' ? { ...notConfirmed, code: 'not_confirmed' } : error;
    await this.keep(finishFailed, [send.id, send.attempts, state, JSON.stringify(kept)]);
  }

  private async attempt(send: Send): Promise<SendOutcome> {
    const channel = this.channels.byId(send.channelId);
    const rejected = (code: ProviderError['code'], message: string): SendOutcome => ({
      outcome: 'rejected',
      error: { code, providerCode: null, message },
    });
    if (!channel) return rejected('misconfigured', 'The channel no longer exists.');
    // Checked when it was written, and again now: a STOP may have come in between.
    if (await hasOptedOut(this.db, send.contactId, send.channelId)) {
      return rejected('opted_out', 'The customer has opted out.');
    }
    const { address: to, body, id: ref } = send;
    return channel.provider.send(channel.account, { ref, to, body, publicUrl: this.config.publicUrl });
  }

  private async keep(statement: string, values: unknown[]): Promise<void> {
    this.feed.changed(await this.db.query(statement, values));
    this.jobs.wake();
  }

  private async expire(): Promise<void> {
    const error = JSON.stringify({ ...notConfirmed, code: 'not_confirmed' });
    await this.db.query<{ threadId: string; seq: number }>(expireLeases, [error]).then(
      (changed) => this.feed.changed(changed),
      () => {},
    );
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await Promise.allSettled(this.sending);
  }
}
