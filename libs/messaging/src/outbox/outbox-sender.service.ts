import { Injectable, Inject, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { OutgoingMessage, ProviderError, SendOutcome } from '#libs/channels';
import type { MessageError } from '#libs/contracts';
import { CONFIG, type Config, Database, outboxResults } from '#libs/platform';
import { Jobs, retryDelay } from '#libs/queue';
import { Channels } from '../channels/channels.service.js';
import { refusal } from '../consent/refusal.js';
import { Feed } from '../feed.js';
import { applyParkedStatuses } from '../inbox/statuses.sql.js';
import { windowOpen } from '../threads/reply-window.js';
import { afterAttempt } from './after-attempt.js';
import { type AttemptBegun, beginAttempt } from './attempts.sql.js';
import { claimSends, nextClaim } from './claim.sql.js';
import {
  expireLeases,
  expireSends,
  finishAccepted,
  finishFailed,
  hasArrived,
  retrySend,
  skipSend,
} from './outbox.sql.js';
import { type Purpose, sentOnceMore } from './purposes.js';
import { Senders } from './senders.service.js';

interface Send {
  id: string;
  threadId: string;
  seq: number;
  contactId: string;
  channelId: string;
  address: string;
  body: OutgoingMessage['body'];
  windowStartedAt: Date | null;
  claimedAt: Date;
  purpose: Purpose;
  attempts: number;
  /** The send that failed before it, where somebody sends once more. */
  replaces: string | null;
  /** It tries whether the provider is back. */
  probe: boolean;
}
type Changed = { threadId: string; seq: number };

const atOnce = 50;
const pollMs = 1000;
/** Half of the burst of a bucket: what a claim finds is worth its statement, and no bucket runs over meanwhile. */
const leastWaitMs = 25;
const notConfirmed: MessageError = {
  code: 'not_confirmed',
  providerCode: null,
  message: 'The provider did not answer: it may or may not have been sent.',
};
const tooLate: MessageError = {
  code: 'expired',
  providerCode: null,
  message: 'It could not be sent in time, and nothing of it has left.',
};

/** Carries out what was written to the outbox: claim, mark the attempt, send, keep the outcome. */
@Injectable()
export class OutboxSender implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Outbox');
  private readonly sending = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  /** For what becomes due before the next poll. */
  private soon: NodeJS.Timeout | undefined;
  private claiming = false;
  /** Something became due while a claim was under way. */
  private again = false;
  private stopped = false;

  constructor(
    private readonly db: Database,
    private readonly channels: Channels,
    private readonly senders: Senders,
    private readonly jobs: Jobs,
    private readonly feed: Feed,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.wake();
      void this.expire();
    }, pollMs);
  }

  /** Call after a commit that queued a send: nobody waits for the poll. */
  wake(): void {
    this.again = true;
    if (!this.claiming && !this.stopped) void this.claim();
  }

  private async claim(): Promise<void> {
    this.claiming = true;
    try {
      const buckets = await this.senders.buckets();
      while (!this.stopped && this.sending.size < atOnce) {
        this.again = false;
        const wanted = atOnce - this.sending.size;
        const sends = await this.db.named<Send>('claim-sends', claimSends, [wanted, buckets]);
        for (const send of sends) this.start(send);
        if (sends.length === 0 && !this.again) {
          await this.lookAgain(buckets);
          break;
        }
      }
    } catch (error) {
      this.log.warn(`cannot claim sends: ${(error as Error).message}`);
    } finally {
      this.claiming = false;
    }
  }

  private start(send: Send): void {
    const done: Promise<void> = this.carryOut(send)
      .catch((error: Error) => this.log.warn(`send ${send.id}: ${error.message}`))
      .finally(() => {
        this.sending.delete(done);
        this.wake();
      });
    this.sending.add(done);
  }

  /** When a bucket has room again, or a send's wait is over. */
  private async lookAgain(buckets: string): Promise<void> {
    const [next] = await this.db.named<{ ms: number | null }>('next-claim', nextClaim, [buckets]);
    if (next!.ms === null || next!.ms >= pollMs) return;
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.wake(), Math.max(leastWaitMs, next!.ms));
  }

  private async carryOut(send: Send): Promise<void> {
    if (send.replaces && (await this.db.query(hasArrived, [send.threadId, send.seq])).length > 0) {
      await this.senders.release(send);
      await this.keep(skipSend, [send.id, send.attempts]);
      return;
    }
    const leftAt = new Date();
    const result = await this.attempt(send);
    outboxResults.inc({ outcome: result.outcome });
    if (result.outcome === 'accepted') {
      this.feed.emit('sent', send.channelId, leftAt);
      await this.keep(finishAccepted, [send.id, send.attempts, result.providerMessageId, result.status]);
      // A receipt may have come before this commit: whichever of the two is second applies it.
      this.feed.changed(await this.db.query(applyParkedStatuses, [[result.providerMessageId]]));
      return;
    }
    const { code, providerCode, message, optOut } = result.error;
    const error: MessageError & Pick<ProviderError, 'optOut'> = {
      code,
      providerCode,
      message,
      ...(optOut && { optOut }),
    };
    const next = afterAttempt(result, send);
    if (next === 'again') {
      // A limit slows its bucket, and that alone says when it goes.
      const wait = code === 'rate_limited' ? 0 : retryDelay(send.attempts);
      await this.db.query(retrySend, [send.id, send.attempts, wait, JSON.stringify(error)]);
      return;
    }
    if (code === 'unauthorized') await this.channels.setHealth(send.channelId, message);
    if (code === 'template_unavailable' && send.body.type === 'template')
      await this.channels.withdrawTemplate(send.channelId, send.body.template, message);
    const kept = next === 'unknown' ? notConfirmed : error;
    await this.keep(finishFailed, [send.id, send.attempts, next, JSON.stringify(kept)]);
  }

  private async attempt(send: Send): Promise<SendOutcome> {
    const { address: to, body, id: ref, channelId } = send;
    const channel = this.channels.byId(channelId);
    const rejected = async (code: ProviderError['code'], message: string): Promise<SendOutcome> => {
      await this.senders.release(send);
      return { outcome: 'rejected', error: { code, providerCode: null, message } };
    };
    if (!channel) return rejected('misconfigured', 'The channel no longer exists.');
    // Checked when it was written, and again now: a STOP may have come in between.
    const [begun] = await this.db.named<AttemptBegun>('begin-attempt', beginAttempt, [send.id, send.attempts]);
    const refused = refusal(begun!.purpose, begun!);
    if (refused) return rejected('opted_out', refused.message);
    // A reply may have waited past the end of the window: what the provider would refuse does not leave.
    const hours = channel.capabilities?.replyWindowHours ?? null;
    if (body.type === 'text' && !windowOpen(send.windowStartedAt, hours, send.claimedAt)) {
      return rejected('window_closed', 'The reply window closed before it could be sent: send a template instead.');
    }
    const result = await channel.provider.send(channel.account, { ref, to, body, publicUrl: this.config.publicUrl });
    await this.senders.learn(send, result);
    return result;
  }

  private async keep(statement: string, values: unknown[]): Promise<void> {
    this.feed.changed(await this.db.query(statement, values));
    this.jobs.wake();
  }

  private async expire(): Promise<void> {
    try {
      const lost = await this.db.query<Changed>(expireLeases, [JSON.stringify(notConfirmed), sentOnceMore]);
      const late = await this.db.query<Changed>(expireSends, [JSON.stringify(tooLate)]);
      if (late.length > 0) this.jobs.wake();
      this.feed.changed([...lost, ...late]);
      await this.senders.look();
    } catch {
      // The next second.
    }
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    clearTimeout(this.soon);
    await Promise.allSettled(this.sending);
  }
}
