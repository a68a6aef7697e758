import { Injectable } from '@nestjs/common';
import { Database, notFound } from '#libs/platform';
import * as errors from '../errors.js';
import { maxFileBytes } from '../media/read-upload.js';
import { Deliveries } from './deliveries.service.js';
import type { OpenLink } from './upload-links.service.js';
import { addPart, beginFile, dropFile, dropOldArriving, emptyFile, fileOfLink, lockLink } from './uploads.sql.js';

interface FileRow {
  id: string;
  name: string | null;
  bytes: number;
  received: number;
  status: 'arriving' | 'waiting' | 'kept';
  sha256: string;
}

/** How far a file is. */
export interface FileState {
  /** The byte to go on from. */
  offset: number;
  bytes: number;
  /** It is in the thread. */
  arrived: boolean;
}

/** The most that is lost with a connection or a hub that dies. */
const pieceBytes = 256 * 1024;

const stateOf = ({ bytes, received, status }: FileRow): FileState =>
  status === 'arriving' ? { offset: received, bytes, arrived: false } : { offset: bytes, bytes, arrived: true };

/**
 * Files that come in pieces: begun by their checksum, each piece goes on where the last one ended, whichever hub took it.
 * A file whose sender lost every answer is begun again, and is where it was.
 */
@Injectable()
export class UploadFiles {
  constructor(
    private readonly db: Database,
    private readonly deliveries: Deliveries,
  ) {}

  async begin(link: OpenLink, file: { sha256: string; bytes: number; name: string | null }): Promise<FileState> {
    const { sha256, bytes, name } = file;
    if (bytes === 0) throw errors.fileEmpty(name);
    if (bytes > maxFileBytes) throw errors.fileTooLarge(name);
    const { maxFiles } = link;
    const row = await this.db.transaction(async (sql) => {
      await sql.query(lockLink, [link.id]);
      const [known] = await sql.query<FileRow & Record<string, unknown>>(fileOfLink, [link.id, sha256]);
      if (known) return known;
      if (link.delivered >= maxFiles) throw errors.linkFull(maxFiles);
      await sql.query(dropOldArriving, [link.id, maxFiles - 1]);
      const [begun] = await sql.query<FileRow & Record<string, unknown>>(beginFile, [link.id, sha256, name, bytes]);
      return begun!;
    });
    return stateOf(row);
  }

  async state(link: OpenLink, sha256: string): Promise<FileState> {
    return stateOf(await this.find(link, sha256));
  }

  /** Takes bytes until the request ends or is cut, and when they are all there delivers the file. */
  async append(link: OpenLink, sha256: string, offset: number, body: AsyncIterable<Buffer>): Promise<FileState> {
    const file = await this.find(link, sha256);
    if (file.status !== 'arriving') return stateOf(file);
    if (offset !== file.received) throw errors.uploadOffset(file.received);
    const end = await this.keep(file, body);
    if (end < file.bytes) return { offset: end, bytes: file.bytes, arrived: false };
    const [refusal] = await this.deliveries.deliver(link, [
      { name: file.name, sha256, bytes: file.bytes, begun: file.id },
    ]);
    if (refusal) {
      // Sent again it may be whole; any other refusal is for good, and counts for nothing.
      await this.db.query(refusal.code === 'upload-changed' ? emptyFile : dropFile, [file.id]);
      throw refusal;
    }
    return { offset: file.bytes, bytes: file.bytes, arrived: true };
  }

  private async find(link: OpenLink, sha256: string): Promise<FileRow> {
    const [file] = await this.db.query<FileRow & Record<string, unknown>>(fileOfLink, [link.id, sha256]);
    if (!file) throw notFound('file');
    return file;
  }

  /** Answers how far the file is now. */
  private async keep(file: FileRow, body: AsyncIterable<Buffer>): Promise<number> {
    let at = file.received;
    let held: Buffer[] = [];
    let bytes = 0;
    const write = async () => {
      if (bytes === 0) return;
      const [added] = await this.db.query(addPart, [file.id, at, Buffer.concat(held)]);
      // Another request has gone on from here, or the file is no longer wanted.
      if (!added) throw errors.uploadOffset(at);
      at += bytes;
      held = [];
      bytes = 0;
    };
    for await (const chunk of untilCut(body)) {
      if (chunk.byteLength > file.bytes - at - bytes) throw errors.uploadOffset(at);
      held.push(chunk);
      bytes += chunk.byteLength;
      if (bytes >= pieceBytes) await write();
    }
    await write();
    return at;
  }
}

/** A connection that is cut ends like a request that ends: what was read before is good. */
async function* untilCut(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* body;
  } catch {
    // Nobody is there any more to be told.
  }
}
