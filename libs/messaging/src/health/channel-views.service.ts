import { Injectable } from '@nestjs/common';
import type { Channel, ChannelHealth, ChannelHealthEvent } from '#libs/contracts';
import { Database, notFound } from '#libs/platform';
import { Channels, type LiveChannel } from '../channels/channels.service.js';
import { invalidCursor } from '../errors.js';
import { Senders } from '../outbox/senders.service.js';

interface SeenRow {
  id: string;
  quality: ChannelHealth['quality'];
  lastWebhookAt: Date | null;
  lastInboundAt: Date | null;
  lastSendAt: Date | null;
  lastProbeAt: Date | null;
}

const seen = `
select channel_id as id, quality, last_webhook_at as "lastWebhookAt", last_inbound_at as "lastInboundAt",
  last_send_at as "lastSendAt", probed_at as "lastProbeAt"
from channel_signs`;

const history = `
select id, at, health, code, reason from channel_health_events
where channel_id = $1 and ($2::bigint is null or id < $2) order by id desc limit $3`;

/** Channels as people see them: how they are, since when, and what was last seen of them. */
@Injectable()
export class ChannelViews {
  constructor(
    private readonly db: Database,
    private readonly channels: Channels,
    private readonly senders: Senders,
  ) {}

  async list(): Promise<Channel[]> {
    const rows = new Map((await this.db.query<SeenRow>(seen)).map((row) => [row.id, row]));
    const sending = await this.senders.states();
    return this.channels.all().map((channel) => this.view(channel, rows.get(channel.id), sending.get(channel.id)));
  }

  async get(id: string): Promise<Channel> {
    const channel = (await this.list()).find((c) => c.id === id);
    if (!channel) throw notFound('channel');
    return channel;
  }

  async events(id: string, { limit, cursor }: { limit: number; cursor?: string | undefined }) {
    if (cursor !== undefined && !/^\d{1,18}$/.test(cursor)) throw invalidCursor();
    if (!this.channels.byId(id)) throw notFound('channel');
    const rows = await this.db.query<Omit<ChannelHealthEvent, 'at'> & { at: Date }>(history, [
      id,
      cursor ?? null,
      limit + 1,
    ]);
    const items = rows.slice(0, limit).map((row) => ({ ...row, at: row.at.toISOString() }));
    return { items, nextCursor: rows.length > limit ? items.at(-1)!.id : null };
  }

  /** Without settings and secrets: those never leave. */
  private view(channel: LiveChannel, row: SeenRow | undefined, sending: Channel['sending'] = 'normal'): Channel {
    const { id, account, provider, name, health, healthCode, healthReason, healthSince } = channel;
    const time = (at: Date | null | undefined) => at?.toISOString() ?? null;
    return {
      id,
      kind: account.kind,
      provider: provider.name,
      name,
      address: account.address,
      health,
      healthCode,
      healthReason,
      healthSince: healthSince.toISOString(),
      offered: this.channels.isOffered(channel),
      notOffered: channel.notOffered,
      sending,
      quality: row?.quality ?? null,
      lastWebhookAt: time(row?.lastWebhookAt),
      lastInboundAt: time(row?.lastInboundAt),
      lastSendAt: time(row?.lastSendAt),
      lastProbeAt: time(row?.lastProbeAt),
    };
  }
}
