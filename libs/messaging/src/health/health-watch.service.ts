import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock, Database, probeResults } from '#libs/platform';
import { Channels, type LiveChannel } from '../channels/channels.service.js';
import { settleHealth } from './settle-health.js';
import { claimProbes, forgetSignatures, keepProbe } from './signs.sql.js';

const tickMs = 1000;

/**
 * Asks every channel's provider how it is, at start and every 20 to 30 s: one hub at a time, and an unwell channel as
 * well as a healthy one, so that it turns green again by itself.
 */
@Injectable()
export class HealthWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Channels');
  private readonly probing = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: Database,
    private readonly channels: Channels,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.tick(), tickMs);
  }

  private async tick(): Promise<void> {
    // Read every few seconds: what another hub has found shows here too.
    this.channels.all();
    try {
      const due = await this.db.named<{ id: string }>('claim-probes', claimProbes, []);
      // One that was made a moment ago, by whichever hub.
      if (due.some(({ id }) => !this.channels.byId(id))) await this.channels.refresh();
      for (const { id } of due) {
        const channel = this.channels.byId(id);
        if (!channel) continue;
        const done: Promise<void> = this.probe(channel, false)
          .catch((error: Error) => this.log.warn(`channel ${id} was not probed: ${error.message}`))
          .finally(() => this.probing.delete(done));
        this.probing.add(done);
      }
      if (due.length) await this.db.query(forgetSignatures);
    } catch (error) {
      this.log.warn(`channels are not watched: ${(error as Error).message}`);
    }
  }

  /** `asked`: by an administrator, who has seen what held the channel back; where it works, that is forgotten. */
  async probe(channel: LiveChannel, asked: boolean): Promise<void> {
    const probe = await channel.provider.probe(channel.account);
    probeResults.inc({ channel: channel.id, outcome: probe.outcome });
    const reason = 'reason' in probe ? probe.reason : null;
    const quality = 'quality' in probe ? probe.quality : null;
    const now = this.clock.now();
    await this.db.query(keepProbe, [channel.id, probe.outcome, reason, quality, now, asked]);
    const changed = await settleHealth(this.db, channel.id, now);
    if (!changed) return;
    await this.channels.refresh();
    const { health, healthCode } = this.channels.byId(channel.id) ?? channel;
    this.log.warn(`channel ${channel.id} is ${health}${healthCode ? ` (${healthCode})` : ''}`);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await Promise.allSettled(this.probing);
  }
}
