import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock, Database } from '#libs/platform';
import { Feed } from '../feed.js';
import { keepNoted, keepSignatures } from './signs.sql.js';

interface Row {
  channel_id: string;
  webhook_at?: Date;
  inbound_at?: Date;
  status_at?: Date;
  sent_at?: Date;
  unreported_at?: Date | undefined;
}

const flushMs = 3000;

/**
 * What was seen of each channel, in memory, and in the database a few seconds later: a webhook costs no row. What a
 * killed hub had not written yet is lost; the next webhook says the same.
 */
@Injectable()
export class Noted implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Channels');
  private rows = new Map<string, Row>();
  private signatures = new Map<string, { provider: string; admitted: number; refused: number }>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    feed: Feed,
  ) {
    feed.on('sent', (channelId, at) => this.sent(channelId, at));
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.flush(), flushMs);
  }

  /** A signed webhook named this sender. */
  webhook(channelId: string, kind: 'message' | 'status' | 'call'): void {
    const row = this.row(channelId);
    row.webhook_at = this.clock.now();
    if (kind === 'message' || kind === 'call') row.inbound_at = row.webhook_at;
    if (kind === 'status') {
      row.status_at = row.webhook_at;
      row.unreported_at = undefined;
    }
  }

  /** By when the request left: its first status can overtake the answer, and reports it all the same. */
  private sent(channelId: string, at: Date): void {
    const row = this.row(channelId);
    row.sent_at = at;
    if (!row.status_at || row.status_at < at) row.unreported_at ??= at;
  }

  signature(provider: string, right: boolean): void {
    let counts = this.signatures.get(provider);
    if (!counts) this.signatures.set(provider, (counts = { provider, admitted: 0, refused: 0 }));
    counts[right ? 'admitted' : 'refused'] += 1;
  }

  /** Never fails anybody: what cannot be written now is of no use later. */
  async flush(): Promise<void> {
    const rows = [...this.rows.values()].sort((a, b) => Number(a.channel_id) - Number(b.channel_id));
    const signatures = [...this.signatures.values()];
    this.rows = new Map();
    this.signatures = new Map();
    try {
      if (rows.length) await this.db.query(keepNoted, [JSON.stringify(rows)]);
      if (signatures.length) await this.db.query(keepSignatures, [JSON.stringify(signatures)]);
    } catch (error) {
      this.log.warn(`what was seen of the channels is not kept: ${(error as Error).message}`);
    }
  }

  private row(channelId: string): Row {
    let row = this.rows.get(channelId);
    if (!row) this.rows.set(channelId, (row = { channel_id: channelId }));
    return row;
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }
}
