import { Inject, Injectable } from '@nestjs/common';
import type { FileBody, OutgoingFile } from '#libs/channels';
import { MediaStore } from '#libs/media';
import { Clock, CONFIG, type Config, Database } from '#libs/platform';
import { linkLifeMs, mediaToken } from '../media/media-link.js';

/** A file of ours as providers take it. */
@Injectable()
export class OutgoingFiles {
  constructor(
    private readonly db: Database,
    private readonly store: MediaStore,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  get publicUrl(): string {
    return this.config.publicUrl;
  }

  of({ attachmentId }: FileBody): OutgoingFile {
    const until = new Date(this.clock.now().getTime() + linkLifeMs);
    return {
      link: `${this.config.publicUrl}/media/${mediaToken(attachmentId, until, this.config.secretKey)}`,
      read: async () => {
        const [file] = await this.db.query<{ key: string }>(
          `select content_key as key from attachments where id = $1 and status = 'ready'`,
          [attachmentId],
        );
        const stream = file && (await this.store.read(file.key));
        return stream ? Buffer.concat(await stream.toArray()) : null;
      },
    };
  }
}
