import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { InboundItem, InboundMessage, InboundRelink, InboundStatus } from '#libs/channels';
import { Database, inboxItems } from '#libs/platform';
import { Channels } from '../channels/channels.service.js';
import { knownBy } from '../contacts/scoped-identity.js';
import { Noted } from '../health/noted.service.js';
import { FirstWords } from './first-words.js';
import { GroupCommit } from './group-commit.js';
import { type Incoming, keyOf, type Origin } from './inbox-items.js';
import { type Fate, InboxWriter, type Into, type NoticeIn, type Written } from './inbox-writer.js';
import { cannotBeStored, noChannel } from './reasons.js';
import { slots } from './slots.js';
import { Strangers } from './strangers.js';
import { quarantine } from './statuses.sql.js';

/** Takes what providers send: durable and in its thread when `accept` resolves. */
@Injectable()
export class Inbox implements OnApplicationShutdown {
  private readonly log = new Logger('Inbox');
  private readonly strangers = new Strangers();
  private readonly messages = new GroupCommit<Incoming<InboundMessage>, Fate>(
    (batch) => this.writeMessages(batch),
    (incoming, error) => this.refuse(incoming, error),
  );
  private readonly firstWords = new FirstWords((incoming: Incoming<InboundMessage>) => this.messages.add(incoming));
  // Three of every four webhooks are receipts; they have a batch of their own and touch no inbox index.
  private readonly statuses = new GroupCommit<Incoming<InboundStatus>, Fate>(
    (batch) => told(this.writer.statuses(batch, this.into(slots.statuses))),
    (incoming, error) => this.refuse(incoming, error),
  );
  private readonly notices = new GroupCommit<NoticeIn, Fate>(
    (batch) => told(this.writer.notices(batch, this.into(slots.notices))),
    (incoming, error) => this.refuse(incoming, error),
  );

  constructor(
    private readonly db: Database,
    private readonly channels: Channels,
    private readonly writer: InboxWriter,
    private readonly noted: Noted,
  ) {}

  /** Resolves when every item is durable; rejects (and may be sent again) where one is not. */
  async accept(items: readonly InboundItem[], origin: Origin): Promise<Fate[]> {
    const fates = await Promise.all(items.map((item) => this.take(item, origin)));
    for (const fate of fates) inboxItems.inc({ provider: origin.provider, result: fate });
    return fates;
  }

  /** Keeps a body that makes no sense, once. */
  async quarantine(origin: Origin, reason: string, itemKey = `body ${origin.body.toString('base64')}`): Promise<Fate> {
    const key = Buffer.from(keyOf(origin.provider, itemKey), 'hex');
    const { provider, path, url, body } = origin;
    const values = [key, provider, path, url, reason.slice(0, 500), body, slots.alone()];
    const rows = await this.db.named('quarantine', quarantine, values);
    return rows.length ? 'quarantined' : 'duplicate';
  }

  private take(item: InboundItem, origin: Origin): Promise<Fate> {
    if (item.kind === 'notice') return this.notices.add({ item, origin });
    const channel = this.channels.find(origin.provider, item.routeKey);
    if (!channel) return this.quarantine(origin, noChannel(item), item.key);
    if (item.kind === 'relink') return this.relink({ item, origin, channel });
    this.noted.webhook(channel.id, item.kind);
    if (item.kind === 'status') return this.statuses.add({ item, origin, channel });
    const stranger = this.strangers.nameOf(knownBy(item, channel.portfolio));
    const incoming = { item, origin, channel };
    return stranger === null ? this.messages.add(incoming) : this.firstWords.add(stranger, incoming);
  }

  private async writeMessages(batch: Incoming<InboundMessage>[]): Promise<Fate[]> {
    const known = batch.map(({ item, channel }) => knownBy(item, channel.portfolio));
    const names = this.strangers.meetingPoints(known);
    const run: Into['run'] = (name, text, values) =>
      names.length ? this.db.namedAlone(names, name, text, values) : this.db.named(name, text, values);
    const fates = await told(this.writer.messages(batch, { slot: slots.messages, run }));
    this.strangers.met(known);
    return fates;
  }

  private async relink(incoming: Incoming<InboundRelink>): Promise<Fate> {
    try {
      const writing = this.db.transaction((sql) => this.writer.relink(incoming, sql, slots.alone()));
      return (await told(writing))[0]!;
    } catch (error) {
      return this.refuse(incoming, error);
    }
  }

  private into(slot: number): Into {
    return { slot, run: (name, text, values) => this.db.named(name, text, values) };
  }

  /** An item that failed alone: kept with its reason where the item is at fault, else handed back to the provider (503). */
  private async refuse({ item, origin }: { item: InboundItem; origin: Origin }, error: unknown): Promise<Fate> {
    const reason = cannotBeStored(error);
    if (reason === null) throw error;
    this.log.error(`an item was quarantined: ${(error as { code: string }).code}`);
    return this.quarantine(origin, reason, item.key);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.messages.idle(), this.statuses.idle(), this.notices.idle()]);
  }
}

async function told(writing: Promise<Written>): Promise<Fate[]> {
  const { fates, tell } = await writing;
  await tell();
  return fates;
}
