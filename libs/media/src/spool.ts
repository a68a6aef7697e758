import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { RefusedFile } from './refused-file.js';

const headBytes = 64;
const day = 24 * 3600 * 1000;

/** A file that has arrived whole on this machine and belongs to nobody yet. */
export interface SpooledFile {
  path: string;
  bytes: number;
  /** SHA-256 of its content, in hex. */
  key: string;
  /** Its first bytes: enough to tell what it is. */
  head: Buffer;
}

/** A folder in which files arrive before anything is done with them: bytes go to the disk and not into memory. */
export class Spool {
  constructor(private readonly folder: string) {}

  /** Whole or not at all; who receives a file lets it go in the end, unless the store has taken it. */
  async receive(content: Uint8Array | AsyncIterable<Uint8Array>, maxBytes: number): Promise<SpooledFile> {
    await mkdir(this.folder, { recursive: true });
    const target = path.join(this.folder, randomUUID());
    try {
      const file = await open(target, 'wx', 0o600);
      try {
        const hash = createHash('sha256');
        let bytes = 0;
        let head: Buffer = Buffer.alloc(0);
        for await (const chunk of content instanceof Uint8Array ? [content] : content) {
          bytes += chunk.byteLength;
          if (bytes > maxBytes) throw tooLarge(maxBytes);
          if (head.length < headBytes) head = Buffer.concat([head, chunk.subarray(0, headBytes - head.length)]);
          hash.update(chunk);
          await file.writeFile(chunk);
        }
        return { path: target, bytes, key: hash.digest('hex'), head };
      } finally {
        await file.close();
      }
    } catch (error) {
      await rm(target, { force: true });
      throw error;
    }
  }

  async letGo(file: SpooledFile): Promise<void> {
    await rm(file.path, { force: true });
  }

  /** Removes what processes that were killed have left. */
  async sweep(now: Date): Promise<void> {
    for (const name of await readdir(this.folder).catch(() => [])) {
      const file = path.join(this.folder, name);
      const left = await stat(file).catch(() => null);
      if (left && now.getTime() - left.mtimeMs > day) await rm(file, { force: true });
    }
  }

  /** Rejects where nothing can be received. */
  async check(): Promise<void> {
    await mkdir(this.folder, { recursive: true });
  }
}

export const tooLarge = (maxBytes: number) =>
  new RefusedFile('too-large', `The file is larger than ${maxBytes / 1024 / 1024} MB.`);
