import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  type InboundItem,
  MediaError,
  type OutgoingMessage,
  type Provider,
  providersFromEnv,
  type SendOutcome,
} from '#libs/channels';
import type { InboxCounts } from '#libs/contracts';
import { appendMessage, Channels, findOrCreateContact, Inbox, Messages, openThread, Threads } from '#libs/messaging';
import { Database, readConfig } from '#libs/platform';
import { dataSourceOptions } from '../../apps/hub/src/data-source.js';
import { createApp } from '../../apps/hub/src/create-app.js';
import { type SandboxFile, sandboxFile, seedDemo } from '../../apps/hub/src/demo.js';
import type { Way } from './history.js';
import { headersOf } from './signed.js';
import type { Person, Sending } from './telling.js';
import type { Webhook } from './wire.js';

const agent = { id: 'key:0', userId: null, name: 'Ada', role: 'agent' as const, memberOf: [], teams: null };

export interface Hub {
  app: NestFastifyApplication;
  url: string;
  providers: ReadonlyMap<string, Provider>;
}

/** Two hubs on one database, and a provider that takes every send and answers with the id the history says. */
export class Rig {
  private readonly answers = new Map<string, { id: string; until: Promise<void>; asked: () => void }>();

  private constructor(
    readonly hubs: readonly [Hub, Hub],
    readonly senders: SandboxFile,
    private readonly publicUrl: string,
    readonly db: Database,
  ) {}

  static async start(databaseUrl: string, dataDir: string): Promise<Rig> {
    // Both hubs stand behind one public address, which is what providers sign.
    const publicUrl = 'http://hubs.example';
    const config = readConfig({
      PUBLIC_URL: publicUrl,
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      LOG_LEVEL: 'error',
    });
    const senders = await sandboxFile(config);
    const made: Rig[] = [];
    const hub = async (): Promise<Hub> => {
      const real = providersFromEnv({});
      const providers = new Map(
        [...real].map(([name, provider]) => [
          name,
          {
            ...provider,
            send: (_: unknown, { body }: OutgoingMessage) =>
              made[0]!.taken(body.type === 'template' ? body.parameters[0]! : body.type === 'text' ? body.text : ''),
            fetchMedia: () => Promise.reject(new MediaError('no files here', false)),
          } as Provider,
        ]),
      );
      const app = await createApp({ config, databaseUrl: dataSourceOptions(databaseUrl).url, providers }, false);
      await app.init();
      await seedDemo(app, senders);
      await app.listen({ port: 0, host: '127.0.0.1' });
      return { app, url: await app.getUrl(), providers };
    };
    const hubs = [await hub(), await hub()] as const;
    const db = hubs[0].app.get(Database);
    // The hub confirms nothing by itself: what is sent is what the history sends.
    await db.query(`update channels set settings = settings || '{"optOutReplies": "provider"}'`);
    for (const { app } of hubs) await app.get(Channels).onModuleInit();
    const rig = new Rig(hubs, senders, publicUrl, db);
    made.push(rig);
    return rig;
  }

  /** The channel of each sender. */
  channelOf(way: Way): string {
    const { whatsapp, whatsappTwilio, sms } = this.senders;
    const address = { meta: whatsapp.number, twilio: whatsappTwilio.number.replace('whatsapp:', ''), sms: sms.number };
    const found = this.hubs[0].app
      .get(Channels)
      .all()
      .find((channel) => channel.account.address === address[way] && channel.account.kind !== 'voice');
    return found!.id;
  }

  private async taken(text: string): Promise<SendOutcome> {
    const known = this.answers.get(text);
    if (!known) throw new Error(`nobody sends ${text}`);
    known.asked();
    await known.until;
    this.answers.delete(text);
    return { outcome: 'accepted', providerMessageId: known.id, status: 'accepted' };
  }

  /** Resolves when the provider has been asked; it answers `until` then. */
  private expectSend({ text, id }: Sending, until: Promise<void>): Promise<void> {
    return new Promise((asked) => this.answers.set(text, { id, until, asked }));
  }

  /** Sends as an invite does, into the person's open thread. */
  async send(sending: Sending, { numbers }: Person, until: Promise<void>): Promise<void> {
    const { app } = this.hubs[0];
    const asked = this.expectSend(sending, until);
    const address = numbers[0]!;
    const channelId = this.channelOf(sending.way);
    const channel = sending.way === 'sms' ? ('sms' as const) : ('whatsapp' as const);
    const { text } = sending;
    const why = {
      purpose: 'service' as const,
      cause: { kind: 'unrecorded' as const },
      consent: null,
      window: null,
      sender: null,
    };
    // Nobody has written yet: by WhatsApp only a template may be sent.
    const template = { name: 'invite', language: 'en', text: '{{1}}', providerId: null };
    const body =
      channel === 'sms'
        ? ({ type: 'text', text } as const)
        : ({ type: 'template', template, parameters: [text] } as const);
    const message = await this.db.transaction(async (sql) => {
      const contactId = await findOrCreateContact(sql, [{ kind: 'phone', value: address }]);
      const thread = await openThread(sql, { contactId, channelId, channel, address });
      const appended = await appendMessage(sql, thread.id, {
        direction: 'outbound',
        type: body.type,
        text,
        author: { kind: 'system', id: null, name: null },
        send: { channelId, channel, address, body, why },
      });
      return appended.message;
    });
    app.get(Messages).committed([message]);
    await asked;
  }

  /** An agent's answer. */
  async answer(threadId: string, sending: Sending): Promise<void> {
    const asked = this.expectSend(sending, Promise.resolve());
    const { text } = sending;
    await this.hubs[1].app
      .get(Messages)
      .post(threadId, { kind: 'reply', purpose: 'service', clientId: text, text }, agent);
    await asked;
  }

  async resolve(threadId: string): Promise<void> {
    await this.hubs[1].app.get(Threads).resolve(threadId, { disposition: 'solved' }, agent);
  }

  /** Past HTTP: the provider's own decoder and the inbox, as the controller calls them. */
  async hand(webhook: Webhook, { app, providers }: Hub): Promise<void> {
    const { provider, path, receivedAt } = webhook;
    const body = Buffer.from(webhook.body);
    const url = `/webhooks/${provider}/${path}`;
    const origin = { provider, path, url, body, receivedAt };
    const inbox = app.get(Inbox);
    const known = providers.get(provider)!.webhooks.find((one) => one.path === path)!;
    let items: InboundItem[];
    try {
      items = known.decode({ url: this.publicUrl + url, body, receivedAt });
    } catch (error) {
      await inbox.quarantine(origin, (error as Error).message);
      return;
    }
    await inbox.accept(items, origin);
  }

  /** Over HTTP, signed as its provider signs. */
  async post(webhook: Webhook, { url }: Hub): Promise<void> {
    const { provider, path, body } = webhook;
    const at = `/webhooks/${provider}/${path}`;
    const headers = headersOf(webhook, this.publicUrl + at, this.senders);
    const answer = await fetch(url + at, { method: 'POST', headers, body });
    if (answer.status !== 200) throw new Error(`${provider}/${path} answered ${answer.status}`);
  }

  /** What the hubs say they have received, and what became of it. */
  async counts(): Promise<Omit<InboxCounts, 'discarded' | 'since'>> {
    const answer = await fetch(`${this.hubs[0].url}/api/v1/webhook-events/counts`, {
      headers: { authorization: `Bearer ${this.senders.apiKey}` },
    });
    const { discarded: _, since: __, ...counts } = (await answer.json()) as InboxCounts;
    return counts;
  }

  async stop(): Promise<void> {
    for (const { app } of this.hubs) await app.close();
  }
}
