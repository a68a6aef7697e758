import { createHash } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { MediaRecord } from './records.js';

/** The bytes of photos, one file each, named by the provider's media id. */
export class MediaFiles {
  private constructor(private readonly dir: string) {}

  static async open(dataDir: string): Promise<MediaFiles> {
    const dir = path.join(dataDir, 'media');
    await mkdir(dir, { recursive: true, mode: 0o700 });
    return new MediaFiles(dir);
  }

  async keep(id: string, mimeType: string, bytes: Buffer): Promise<MediaRecord> {
    const file = await open(path.join(this.dir, id), 'w', 0o600);
    try {
      await file.writeFile(bytes);
      await file.datasync();
    } finally {
      await file.close();
    }
    return { id, mimeType, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  }

  read(media: MediaRecord): Promise<Buffer> {
    return readFile(path.join(this.dir, media.id));
  }
}
