import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MediaError } from '#libs/channels';
import { RefusedFile } from '#libs/media';
import { Database, ProblemError } from '#libs/platform';
import { type Job, Jobs } from '#libs/queue';
import { Channels } from '../channels/channels.service.js';
import { Feed, type MessagePlace } from '../feed.js';
import { Files, keptColumns, keptValues } from './files.service.js';

/** WhatsApp's largest photo is 16 MB; documents may be larger, up to this. */
const maxBytes = 100 * 1024 * 1024;
const week = 7 * 24 * 3600 * 1000;

const arrived = `
update attachments set status = 'ready', (${keptColumns}) = ($2, $3, $4, $5, $6, $7, $8, $9, $10)
where id = $1 and status = 'pending' returning thread_id as "threadId", seq`;

interface Pending {
  id: string;
  channelId: string;
  mimeType: string;
  ref: Record<string, string>;
  status: string;
}

/**
 * Brings the file behind an attachment: the text is shown at once, the photo arrives. A provider's failure delays it
 * for up to a week (as long as Meta keeps it); a file that cannot be shown safely is refused with a reason.
 */
@Injectable()
export class MediaFetch implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly channels: Channels,
    private readonly files: Files,
    private readonly jobs: Jobs,
    private readonly feed: Feed,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<{ attachmentId: string }>('media.fetch', {
      lifetimeMs: week,
      run: (job) => this.run(job),
      giveUp: (job, error) =>
        this.fail(
          job.payload.attachmentId,
          error instanceof ProblemError
            ? 'There was no room to keep the file for a week.'
            : 'The file could not be fetched from the provider.',
        ),
    });
  }

  private async run({ payload }: Job<{ attachmentId: string }>): Promise<void> {
    const [attachment] = await this.db.query<Pending>(
      `select id, channel_id as "channelId", mime_type as "mimeType", ref, status from attachments where id = $1`,
      [payload.attachmentId],
    );
    if (!attachment || attachment.status !== 'pending') return;
    const channel = this.channels.byId(attachment.channelId);
    if (!channel) return this.fail(attachment.id, 'The channel it came by no longer exists.');
    try {
      const { stream } = await channel.provider.fetchMedia(channel.account, attachment.ref);
      const rules = { maxBytes, claimed: attachment.mimeType, fromCustomer: true };
      const kept = await this.files.keep(stream, rules);
      // Its message may be in another thread by now.
      this.feed.changed(await this.db.query<MessagePlace>(arrived, [attachment.id, ...keptValues(kept)]));
    } catch (error) {
      const final = error instanceof RefusedFile || (error instanceof MediaError && !error.retriable);
      if (final) return this.fail(attachment.id, error.message);
      throw error;
    }
  }

  private async fail(id: string, reason: string): Promise<void> {
    const changed = await this.db.query<MessagePlace>(
      `update attachments set status = 'failed', error = $2 where id = $1 and status = 'pending'
       returning thread_id as "threadId", seq`,
      [id, reason],
    );
    this.feed.changed(changed);
  }
}
