import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type TemplateNews, TemplatesError } from '#libs/channels';
import { Database, Repeat } from '#libs/platform';
import { Jobs } from '#libs/queue';
import { Channels, type LiveChannel } from '../channels/channels.service.js';
import { claimDueLists, keepFailure, keepList, keepNews } from './templates.sql.js';

/** The kind of job that carries a provider's news of a template: `{provider, news}`. */
export const templateNews = 'template.news';

const lookEveryMs = 2000;
const everySeconds = 15 * 60;
/** A provider that is away comes back by itself; a wrong credential does not. */
const afterFailureSeconds = ({ code }: TemplatesError) => (code === 'provider_unavailable' ? 10 : 120);

/**
 * Keeps templates as their providers have them: read at start, every quarter of an hour by one hub at a time, when asked,
 * and at once where a webhook has news. What could not be read changes nothing.
 */
@Injectable()
export class TemplateLists implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Templates');
  private looking: Repeat | undefined;

  constructor(
    private readonly db: Database,
    private readonly channels: Channels,
    private readonly jobs: Jobs,
  ) {}

  onApplicationBootstrap(): void {
    this.jobs.handle<{ provider: string; news: TemplateNews }>(templateNews, {
      run: ({ payload }) => this.hear(payload.provider, payload.news),
    });
    this.looking = new Repeat(
      lookEveryMs,
      () => this.readDue(),
      ({ message }) => this.log.warn(message),
    );
  }

  /** Reads the provider's list of a channel now; false, with the reason kept on the channel, where it cannot be read. */
  async read({ id, account, provider }: LiveChannel): Promise<boolean> {
    if (!provider.templates) return false;
    const [asked] = await this.db.query<{ at: Date }>('select now() as at');
    try {
      const templates = await provider.templates.list(account);
      await this.db.query(keepList, [id, JSON.stringify(templates), asked!.at]);
    } catch (error) {
      if (!(error instanceof TemplatesError)) throw error;
      await this.db.query(keepFailure, [id, error.message.slice(0, 500), afterFailureSeconds(error)]);
      return false;
    } finally {
      await this.channels.refresh();
    }
    return true;
  }

  private async readDue(): Promise<void> {
    const listed = this.channels.all().filter(hasList);
    if (listed.length === 0) return;
    const kinds = listed.map(({ account, provider }) => `${account.kind} ${provider.name}`);
    const due = await this.db.query<{ id: string }>(claimDueLists, [everySeconds, [...new Set(kinds)]]);
    for (const { id } of due) {
      const channel = listed.find((one) => one.id === id);
      if (channel) await this.read(channel);
    }
  }

  /**
   * At once what the webhook says, then the whole list: news can come in any order. What is older than the last word on the
   * template tells nothing: it may come hours late, and must not bring back what was refused since.
   */
  private async hear(providerName: string, { account, name, language, at, ...news }: TemplateNews): Promise<void> {
    const concerned = this.channels
      .all()
      .filter(
        (c) => hasList(c) && c.provider.name === providerName && c.provider.templates?.account(c.account) === account,
      );
    const ids = concerned.map(({ id }) => id);
    const values = [ids, name, language, JSON.stringify(news), at];
    const outdated = (await this.db.query<{ id: string }>(keepNews, values)).map(({ id }) => id);
    await this.channels.refresh();
    for (const channel of concerned.filter(({ id }) => !outdated.includes(id))) await this.read(channel);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.looking?.stop();
  }
}

const hasList = ({ provider, capabilities }: LiveChannel) => Boolean(provider.templates && capabilities?.needsTemplate);
