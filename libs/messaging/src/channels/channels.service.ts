import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Capabilities, ChannelAccount, MessageTemplate, Provider } from '#libs/channels';
import { type ChannelKind, type HealthCode, HealthState, type MessagingKind } from '#libs/contracts';
import { channelHealth, Clock, CONFIG, type Config, Database } from '#libs/platform';
import { unknownProvider } from '../errors.js';
import { Feed } from '../feed.js';
import { mayInvite } from '../health/judge.js';
import { settleHealth } from '../health/settle-health.js';
import { keepSendRefused, resetSigns } from '../health/signs.sql.js';
import { ChannelEntity } from './channel.entity.js';
import { PROVIDERS } from './providers.token.js';
import { seal, unseal } from './secrets.js';
import { notOffered } from '../templates/not-offered.js';
import { messageTemplate, TemplateEntity } from '../templates/template.entity.js';
import { putPurposes, withdrawTemplate } from '../templates/templates.sql.js';

/** A channel ready for use: its account in the clear and the provider that speaks for it. */
export interface LiveChannel {
  id: string;
  account: ChannelAccount;
  provider: Provider;
  routeKey: string;
  /** Scope of the business-scoped ids it receives. */
  portfolio: string;
  name: string;
  /** Undefined for a voice line. */
  capabilities: Capabilities | undefined;
  /** May send; a degraded channel may. */
  healthy: boolean;
  health: HealthState;
  healthCode: HealthCode | null;
  healthReason: string | null;
  healthSince: Date;
  /** May write to somebody first. */
  mayInvite: boolean;
  /** The template that opens a conversation after a call, where it may be sent now. */
  invite: MessageTemplate | undefined;
  /** Why callers are not offered this channel; null where they are. */
  notOffered: string | null;
}

const refreshMs = 5000;

/**
 * The configured senders, kept in memory for the webhook path and read again every few seconds: a change made through
 * another process is seen everywhere shortly after.
 */
@Injectable()
export class Channels implements OnModuleInit {
  private channels: LiveChannel[] = [];
  private byRoute = new Map<string, LiveChannel>();
  private readAt = 0;
  private reading: Promise<void> | undefined;
  private begun = 0;
  private shown = 0;

  constructor(
    private readonly source: DataSource,
    private readonly db: Database,
    private readonly feed: Feed,
    private readonly clock: Clock,
    @Inject(PROVIDERS) private readonly providers: ReadonlyMap<string, Provider>,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.refresh();
  }

  /** Never waits for the database once the first read is done: a stale list is better than a late webhook. */
  all(): readonly LiveChannel[] {
    if (Date.now() - this.readAt > refreshMs) {
      this.readAt = Date.now();
      this.reading ??= this.refresh()
        .catch(() => {})
        .finally(() => (this.reading = undefined));
    }
    return this.channels;
  }

  provider(name: string): Provider | undefined {
    return this.providers.get(name);
  }

  accounts(provider: string, voice: boolean): ChannelAccount[] {
    return this.all()
      .filter((c) => c.provider.name === provider && (c.account.kind === 'voice') === voice)
      .map((c) => c.account);
  }

  find(provider: string, routeKey: string | null): LiveChannel | undefined {
    this.all();
    return routeKey === null ? undefined : this.byRoute.get(`${provider}\n${routeKey}`);
  }

  byId(id: string): LiveChannel | undefined {
    return this.all().find((c) => c.id === id);
  }

  /** The sender a new conversation starts from: well enough, and with an invite that may be sent where it needs one. */
  senderFor(kind: MessagingKind): LiveChannel | undefined {
    return this.all().find((channel) => channel.account.kind === kind && this.isOffered(channel));
  }

  /** Whether callers may be offered to go on by it. */
  isOffered({ account, notOffered }: LiveChannel): boolean {
    return account.kind !== 'voice' && notOffered === null;
  }

  /** Makes or changes a channel; its secrets are sealed before they are stored. */
  async put(channel: {
    kind: ChannelKind;
    provider: string;
    name: string;
    address: string;
    settings: Record<string, string>;
    secrets: Record<string, string>;
    templates?: (MessageTemplate & { purpose: 'invite' | 'survey' })[];
  }): Promise<LiveChannel> {
    const provider = this.providers.get(channel.provider);
    if (!provider) throw unknownProvider(channel.provider, [...this.providers.keys()]);
    const { secrets, templates = [], ...row } = channel;
    const routeKey = provider.routeKey(row);
    const channels = this.source.getRepository(ChannelEntity);
    const sealed = seal(secrets, this.config.secretKey);
    const due = new Date();
    await channels.upsert({ ...row, routeKey, secrets: sealed, templatesDueAt: due }, ['provider', 'routeKey']);
    const { id } = await channels.findOneByOrFail({ provider: channel.provider, routeKey });
    await this.db.query(putPurposes, [id, JSON.stringify(templates)]);
    // New credentials are a new chance: what made it unwell is forgotten, and its provider is asked at once.
    await this.db.query(resetSigns, [id]);
    await settleHealth(this.db, id, this.clock.now());
    await this.refresh();
    return this.byId(id)!;
  }

  /**
   * The provider refuses its sends: withdrawn from every offer until the provider lets us in again, or where it does all
   * the time, until an administrator has looked at it. Null: that is over.
   */
  async setHealth(id: string, reason: string | null): Promise<void> {
    await this.db.query(keepSendRefused, [id, reason]);
    await settleHealth(this.db, id, this.clock.now());
    await this.refresh();
  }

  /** A template that its provider would not carry is offered to nobody until the provider's list says otherwise. */
  async withdrawTemplate(id: string, { name, language }: MessageTemplate, reason: string): Promise<void> {
    const [withdrawn] = await this.db.query(withdrawTemplate, [id, name, language, reason]);
    if (withdrawn) await this.refresh();
  }

  /** Reads everything again. Who shows channels hears of it where a health is another one. */
  async refresh(): Promise<void> {
    const before = this.healths();
    await this.read();
    if (this.healths() === before) return;
    channelHealth.reset();
    for (const { id, health } of this.channels) {
      for (const state of HealthState.options) {
        channelHealth.set({ channel: id, health: state }, state === health ? 1 : 0);
      }
    }
    this.feed.emit('channels');
  }

  private healths(): string {
    return JSON.stringify(
      this.channels.map((c) => [c.id, c.name, c.health, c.healthCode, c.healthReason, c.notOffered]),
    );
  }

  private async read(): Promise<void> {
    const begun = ++this.begun;
    const rows = await this.source.getRepository(ChannelEntity).find({ order: { id: 'ASC' } });
    const invites = await this.source.getRepository(TemplateEntity).find({
      where: { purpose: 'invite' },
      relations: { channel: true },
      order: { id: 'ASC' },
    });
    // Of two at the same time the one begun later is the newer, whichever ends first.
    if (begun < this.shown) return;
    this.shown = begun;
    this.channels = rows.flatMap((row) => {
      const provider = this.providers.get(row.provider);
      if (!provider) return [];
      const { id, kind, address, settings, name, routeKey } = row;
      const capabilities = provider.capabilities[kind];
      const own = invites.filter((template) => template.channel.id === id);
      const invite = own.find((template) => notOffered(template) === null);
      const may = mayInvite({ health: row.health, code: row.healthCode });
      return {
        id,
        name,
        routeKey,
        portfolio: provider.portfolio({ settings }),
        provider,
        account: { channelId: id, kind, address, settings, secrets: unseal(row.secrets, this.config.secretKey) },
        capabilities,
        healthy: row.health !== 'unhealthy',
        health: row.health,
        healthCode: row.healthCode,
        healthReason: row.healthReason,
        healthSince: row.healthSince,
        mayInvite: may,
        invite: invite && messageTemplate(invite),
        notOffered: !may ? (row.healthReason ?? 'unhealthy') : capabilities?.needsTemplate ? noInvite(own) : null,
      };
    });
    this.byRoute = new Map(this.channels.map((c) => [`${c.provider.name}\n${c.routeKey}`, c]));
    this.readAt = Date.now();
  }
}

/** Why a channel that needs an invite template has none to send; null where it has. */
function noInvite(invites: readonly TemplateEntity[]): string | null {
  const reasons = invites.map((template) => [template.name, notOffered(template)] as const);
  if (reasons.some(([, reason]) => reason === null)) return null;
  const [first] = reasons;
  return first ? `The invite template ${first[0]} ${first[1]}.` : 'No invite template is chosen.';
}
