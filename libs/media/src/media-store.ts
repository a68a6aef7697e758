import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { Spool, type SpooledFile } from './spool.js';

export interface StoredFile {
  /** Opaque name of the content: the same bytes have the same key. */
  key: string;
  bytes: number;
}

/** Both inclusive. */
export interface ByteRange {
  start: number;
  end: number;
}

/** Where files are kept. A file is there whole or not at all, and is durable when it has been put or taken. */
export abstract class MediaStore {
  /** Where files arrive before they are kept. */
  abstract readonly spool: Spool;
  /** Keeps a file that has arrived; it may still be in the spool afterwards. */
  abstract take(file: SpooledFile): Promise<StoredFile>;
  /** Null where there is no such file. */
  abstract read(key: string, range?: ByteRange): Promise<Readable | null>;
  /** What is not there is removed. */
  abstract remove(key: string): Promise<void>;
  /** Rejects where the store cannot be written. */
  abstract check(): Promise<void>;

  async put(content: Uint8Array): Promise<StoredFile> {
    const file = await this.spool.receive(content, Number.POSITIVE_INFINITY);
    try {
      return await this.take(file);
    } finally {
      await this.spool.letGo(file);
    }
  }
}

/** Every key there is, so that none can lead out of a store. */
export function mediaKey(key: string): string {
  if (!/^[0-9a-f]{64}$/.test(key)) throw new Error('not a media key');
  return key;
}

/** A folder on this machine, files named by the SHA-256 of their content. */
export class FolderMediaStore extends MediaStore {
  readonly spool: Spool;

  constructor(private readonly folder: string) {
    super();
    // Within the folder: a file is moved to its place, never copied.
    this.spool = new Spool(path.join(folder, 'partial'));
  }

  async take({ path: from, key, bytes }: SpooledFile): Promise<StoredFile> {
    const target = this.pathOf(key);
    await mkdir(path.dirname(target), { recursive: true });
    const file = await open(from, 'r+');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(from, target);
    return { key, bytes };
  }

  async read(key: string, range?: ByteRange): Promise<Readable | null> {
    const file = this.pathOf(key);
    if (!(await stat(file).catch(() => null))) return null;
    return createReadStream(file, range);
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  check(): Promise<void> {
    return this.spool.check();
  }

  private pathOf(key: string): string {
    return path.join(this.folder, mediaKey(key).slice(0, 2), key);
  }
}
