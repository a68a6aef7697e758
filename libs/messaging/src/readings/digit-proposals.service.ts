import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DigitReader, type Digits, MediaStore } from '#libs/media';
import { Database, notFound } from '#libs/platform';
import * as errors from '../errors.js';

/** Proposes what a photo shows. Nothing of it is kept: a person says what it is. */
@Injectable()
export class DigitProposals implements OnApplicationShutdown {
  private readonly reader = new DigitReader();

  constructor(
    private readonly db: Database,
    private readonly store: MediaStore,
  ) {}

  async propose(attachmentId: string): Promise<Digits[]> {
    const [file] = await this.db.query<{ key: string | null; isPhoto: boolean; rotation: number }>(
      `select content_key as key, status = 'ready' and mime_type = 'image/jpeg' as "isPhoto", rotation
       from attachments where id = $1`,
      [attachmentId],
    );
    if (!file) throw notFound('photo');
    const stream = file.isPhoto && file.key ? await this.store.read(file.key) : null;
    if (!stream) throw errors.notAPhoto();
    const chunks: Buffer[] = [];
    for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
    const found = await this.reader.read(Buffer.concat(chunks), file.rotation);
    if (!found) throw errors.readerBusy();
    return found;
  }

  onApplicationShutdown(): void {
    this.reader.stop();
  }
}
