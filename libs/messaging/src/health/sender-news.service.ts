import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { SenderNews } from '#libs/channels';
import { Clock, Database } from '#libs/platform';
import { type Job, Jobs } from '#libs/queue';
import { Channels, type LiveChannel } from '../channels/channels.service.js';
import { settleHealth } from './settle-health.js';
import { keepNews } from './signs.sql.js';

interface Payload {
  provider: string;
  news: SenderNews;
}

/** Acts on what a provider says by itself about our senders. The job is written with the notice. */
@Injectable()
export class SenderNewsJobs implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly channels: Channels,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<Payload>('sender.news', { run: (job) => this.run(job) });
  }

  private async run({ payload: { provider, news } }: Job<Payload>): Promise<void> {
    const { standing, lifts = [], quality } = news;
    for (const channel of this.channels.all().filter((c) => c.provider.name === provider && concerns(news, c))) {
      await this.db.query(keepNews, [
        channel.id,
        standing?.level ?? null,
        standing?.reason ?? null,
        standing?.until ?? null,
        lifts,
        quality !== undefined,
        quality ?? null,
      ]);
      await settleHealth(this.db, channel.id, this.clock.now());
    }
    await this.channels.refresh();
  }
}

function concerns({ of }: SenderNews, { account }: LiveChannel): boolean {
  if (of.address !== undefined && of.address !== account.address) return false;
  const settings = Object.entries(of.settings);
  return settings.length > 0 && settings.every(([name, value]) => account.settings[name] === value);
}
