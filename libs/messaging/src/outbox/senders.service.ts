import { Injectable } from '@nestjs/common';
import type { SendOutcome } from '#libs/channels';
import type { Channel } from '#libs/contracts';
import { breakerOpenings, Database, rateLimits, sendersPaused } from '#libs/platform';
import { Channels } from '../channels/channels.service.js';
import { afterFailure, afterLimit, type Breaker, evidenceOf } from './breaker.js';
import { bucketsOf } from './pace.js';
import * as sql from './senders.sql.js';

interface Attempted {
  channelId: string;
  address: string;
  probe: boolean;
}
interface Limited {
  limits: number;
  slowed: boolean;
}

const sweepMs = 10 * 60_000;

/** How each channel's sending stands, for all hubs together: its pace, and its breaker. */
@Injectable()
export class Senders {
  private readonly known = new Set<string>();
  private sweepAt = 0;

  constructor(
    private readonly db: Database,
    private readonly channels: Channels,
  ) {}

  /** The buckets of the senders this hub can speak for, as JSON for the claim. */
  async buckets(): Promise<string> {
    const senders = this.channels.all().filter((channel) => channel.capabilities);
    const fresh = senders.filter(({ id }) => !this.known.has(id)).map(({ id }) => id);
    if (fresh.length > 0) {
      await this.db.query(sql.addSenders, [fresh]);
      for (const id of fresh) this.known.add(id);
    }
    return JSON.stringify(
      senders.map(({ id, account, capabilities }) => ({
        channel_id: id,
        ...bucketsOf(capabilities!.pace, account.settings),
      })),
    );
  }

  /** What an attempt tells of its sender. Most acceptances are told by the statement that keeps them. */
  async learn({ channelId, address, probe }: Attempted, result: SendOutcome): Promise<void> {
    // A receipt can be quicker than a probe's answer, and then that statement finds nothing to keep.
    if (result.outcome === 'accepted' && !probe) return;
    const evidence = evidenceOf(result);
    if (evidence === 'down') return this.fails(channelId, probe);
    await this.db.query(sql.senderAnswers, [channelId]);
    if (result.outcome !== 'accepted' && evidence === 'too_much')
      await this.tooMuch(channelId, result.error.limited === 'pair' ? address : null);
  }

  /** A probe ended before it reached the provider. */
  async release({ channelId, probe }: Attempted): Promise<void> {
    if (probe) await this.db.query(sql.releaseProbe, [channelId]);
  }

  async states(): Promise<Map<string, Channel['sending']>> {
    const rows = await this.db.query<{ channelId: string; sending: Channel['sending'] }>(sql.senderStates);
    return new Map(rows.map(({ channelId, sending }) => [channelId, sending]));
  }

  /** Shows in the metrics how senders stand, and forgets recipients' buckets that are empty. */
  async look(): Promise<void> {
    for (const [channel, sending] of await this.states()) {
      sendersPaused.set({ channel }, sending === 'paused' ? 1 : 0);
    }
    if (Date.now() < this.sweepAt) return;
    this.sweepAt = Date.now() + sweepMs;
    await this.db.query(sql.sweepPairs);
  }

  private fails(channelId: string, probe: boolean): Promise<void> {
    return this.db.transaction(async (tx) => {
      const [sender] = await tx.query<Breaker & Limited>(sql.lockSender, [channelId]);
      const { failures, openings, wait } = afterFailure(sender!, probe);
      await tx.query(sql.senderFails, [channelId, failures, openings, wait, probe]);
      if (wait !== null) breakerOpenings.inc({ channel: channelId });
    });
  }

  /** Sends that were under way together hit a limit together: that is one time. */
  private tooMuch(channelId: string, address: string | null): Promise<void> {
    const which = address === null ? 'sender' : 'recipient';
    rateLimits.inc({ channel: channelId, bucket: which });
    return this.db.transaction(async (tx) => {
      const [bucket] =
        address === null
          ? await tx.query<Limited>(sql.lockSender, [channelId])
          : await tx.query<Limited>(sql.lockPair, [channelId, address]);
      if (bucket?.slowed) return;
      const limits = (bucket?.limits ?? 0) + 1;
      const wait = afterLimit(which, limits);
      if (address === null) await tx.query(sql.slowSender, [channelId, limits, wait]);
      else await tx.query(sql.slowPair, [channelId, address, limits, wait]);
    });
  }
}
