import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';

export interface StoredFile {
  /** Opaque name of the content: the same bytes have the same key. */
  key: string;
  bytes: number;
}

/** Where files are kept. A file is there whole or not at all, and is durable when `put` returns. */
export abstract class MediaStore {
  abstract put(content: Uint8Array): Promise<StoredFile>;
  /** Null where there is no such file. `end` is inclusive. */
  abstract read(key: string, range?: { start: number; end: number }): Promise<Readable | null>;
  /** What is not there is removed. */
  abstract remove(key: string): Promise<void>;
  /** Rejects where the store cannot be written. */
  abstract check(): Promise<void>;
}

/** A folder on this machine, files named by the SHA-256 of their content. */
export class FolderMediaStore extends MediaStore {
  constructor(private readonly folder: string) {
    super();
  }

  async put(content: Uint8Array): Promise<StoredFile> {
    const key = createHash('sha256').update(content).digest('hex');
    const target = this.pathOf(key);
    const partial = path.join(this.folder, 'partial', randomUUID());
    await mkdir(path.dirname(target), { recursive: true });
    await mkdir(path.dirname(partial), { recursive: true });
    try {
      const file = await open(partial, 'wx', 0o600);
      try {
        await file.writeFile(content);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(partial, target);
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
    return { key, bytes: content.byteLength };
  }

  async read(key: string, range?: { start: number; end: number }): Promise<Readable | null> {
    const file = this.pathOf(key);
    if (!(await stat(file).catch(() => null))) return null;
    return createReadStream(file, range);
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  async check(): Promise<void> {
    await mkdir(path.join(this.folder, 'partial'), { recursive: true });
  }

  private pathOf(key: string): string {
    if (!/^[0-9a-f]{64}$/.test(key)) throw new Error('not a media key');
    return path.join(this.folder, key.slice(0, 2), key);
  }
}
