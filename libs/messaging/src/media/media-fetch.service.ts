import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type MediaDownload, MediaError } from '#libs/channels';
import { imageType, MediaStore, toPicture } from '#libs/media';
import { Database } from '#libs/platform';
import { type Job, Jobs } from '#libs/queue';
import { Channels } from '../channels/channels.service.js';
import { Feed } from '../feed.js';

/** WhatsApp's largest photo is 16 MB; documents may be larger, up to this. */
const maxBytes = 100 * 1024 * 1024;
const week = 7 * 24 * 3600 * 1000;

interface Pending {
  id: string;
  threadId: string;
  seq: number;
  channelId: string;
  mimeType: string;
  ref: Record<string, string>;
  status: string;
}
interface Result {
  mimeType: string;
  bytes: number;
  width: number | null;
  height: number | null;
  contentKey: string;
  thumbnailKey: string | null;
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
    private readonly store: MediaStore,
    private readonly jobs: Jobs,
    private readonly feed: Feed,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<{ attachmentId: string }>('media.fetch', {
      lifetimeMs: week,
      run: (job) => this.run(job),
      giveUp: (job) => this.fail(job.payload.attachmentId, 'The file could not be fetched from the provider.'),
    });
  }

  private async run({ payload }: Job<{ attachmentId: string }>): Promise<void> {
    const [attachment] = await this.db.query<Pending>(
      `select id, thread_id as "threadId", seq, channel_id as "channelId", mime_type as "mimeType", ref, status
       from attachments where id = $1`,
      [payload.attachmentId],
    );
    if (!attachment || attachment.status !== 'pending') return;
    const channel = this.channels.byId(attachment.channelId);
    if (!channel) return this.fail(attachment.id, 'The channel it came by no longer exists.');
    let content: Buffer;
    try {
      content = await readAll(await channel.provider.fetchMedia(channel.account, attachment.ref));
    } catch (error) {
      if (error instanceof MediaError && !error.retriable) return this.fail(attachment.id, error.message);
      throw error;
    }
    const result = await this.keep(content, attachment.mimeType);
    if (typeof result === 'string') return this.fail(attachment.id, result);
    await this.db.query(
      `update attachments set status = 'ready', mime_type = $2, bytes = $3, width = $4, height = $5,
         content_key = $6, thumbnail_key = $7 where id = $1`,
      [
        attachment.id,
        result.mimeType,
        result.bytes,
        result.width,
        result.height,
        result.contentKey,
        result.thumbnailKey,
      ],
    );
    this.feed.changed([attachment]);
  }

  /** A photo becomes a clean JPEG; everything else is kept as it came, for download only. A string says why not. */
  private async keep(content: Buffer, claimed: string): Promise<Result | string> {
    if (content.length === 0) return 'The file is empty.';
    if (imageType(content) === null) {
      if (claimed.startsWith('image/')) return 'The file is not a photo that can be shown (JPEG, PNG or WebP).';
      const { key, bytes } = await this.store.put(content);
      return { mimeType: claimed, bytes, width: null, height: null, contentKey: key, thumbnailKey: null };
    }
    const picture = await toPicture(content).catch(() => null);
    if (!picture) return 'The photo is damaged or too large to open.';
    const { key, bytes } = await this.store.put(picture.content);
    const thumbnail = await this.store.put(picture.thumbnail);
    const { width, height } = picture;
    return { mimeType: 'image/jpeg', bytes, width, height, contentKey: key, thumbnailKey: thumbnail.key };
  }

  private async fail(id: string, reason: string): Promise<void> {
    const changed = await this.db.query<{ threadId: string; seq: number }>(
      `update attachments set status = 'failed', error = $2 where id = $1 and status = 'pending'
       returning thread_id as "threadId", seq`,
      [id, reason],
    );
    this.feed.changed(changed);
  }
}

async function readAll({ stream }: MediaDownload): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new MediaError('The file is larger than 100 MB.', false);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
