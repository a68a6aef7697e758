import { createHash } from 'node:crypto';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { imageType, RefusedFile } from '#libs/media';
import { Database, ProblemError, type Sql } from '#libs/platform';
import { type Job, Jobs } from '#libs/queue';
import * as errors from '../errors.js';
import { Feed, type MessagePlace } from '../feed.js';
import { previewOf } from '../inbox/inbox-items.js';
import { Files, type KeptFile, keptValues } from '../media/files.service.js';
import { maxFileBytes } from '../media/read-upload.js';
import { type MessageRow, messageView } from '../threads/message.view.js';
import type { OpenLink } from './upload-links.service.js';
import * as sqlOf from './uploads.sql.js';

const week = 7 * 24 * 3600 * 1000;

interface Described {
  name: string | null;
  /** In hexadecimal. */
  sha256: string;
  bytes: number;
}
/** In memory, or in parts under the id with which it was begun. */
export type WholeFile = Described & ({ content: Buffer } | { begun: string });

interface Prepared {
  file: WholeFile;
  at: number;
  /** Null while the store cannot take it. */
  kept: KeptFile | null;
}

/** Brands of HEIC photos (ISO 23008-12, annex B). */
const heicBrands = /^ftyp(hei[cmsx]|hev[cmsx]|mif1|msf1)/;

/**
 * Whole files on their way into the thread: photos made safe, one message for what came together. Where the store cannot
 * take a photo the message says that it is arriving, and a job brings it when there is room.
 */
@Injectable()
export class Deliveries implements OnModuleInit {
  private readonly log = new Logger('Uploads');

  constructor(
    private readonly db: Database,
    private readonly files: Files,
    private readonly jobs: Jobs,
    private readonly feed: Feed,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<{ fileId: string }>('upload.finish', {
      lifetimeMs: week,
      run: (job) => this.finish(job),
      giveUp: (job) => this.settle(job.payload.fileId, 'There was no room to keep the photo for a week.'),
    });
  }

  /** For each file null, or why it was refused: the others arrive all the same. What is there already arrives again. */
  async deliver(link: OpenLink, files: readonly WholeFile[]): Promise<(ProblemError | null)[]> {
    const refusals: (ProblemError | null)[] = files.map(() => null);
    const prepared: Prepared[] = [];
    for (const [at, file] of files.entries()) {
      const kept = await this.keep(file);
      if (kept instanceof ProblemError) refusals[at] = ofFile(file.name, kept);
      else prepared.push({ file, at, kept });
    }
    if (prepared.length === 0) return refusals;
    const done = await this.db.transaction((sql) => this.write(sql, link, prepared).catch(again));
    for (const { at } of done.over) refusals[at] = errors.linkFull(link.maxFiles);
    if (done.message) {
      this.feed.created(messageView(done.message), done.assigneeId);
      this.jobs.wake();
    }
    return refusals;
  }

  private async write(sql: Sql, link: OpenLink, prepared: readonly Prepared[]) {
    await sql.query(sqlOf.lockLink, [link.id]);
    const rows = await sql.query<{ sha256: string }>(sqlOf.filesOfLink, [link.id]);
    const there = new Set(rows.map(({ sha256 }) => sha256));
    const left = Math.max(0, link.maxFiles - there.size);
    const fresh = prepared.filter(({ file: { sha256 } }) => !there.has(sha256) && there.add(sha256));
    const [taken, over] = [fresh.slice(0, left), fresh.slice(left)];
    if (taken.length === 0) return { over };
    const [thread] = await sql.query<{ id: string }>(sqlOf.threadOfLink, [link.threadId]);
    const threadId = thread!.id;
    const [entry] = await sql.query<{ seq: number; assigneeId: string | null; awaited: boolean }>(sqlOf.appendUpload, [
      threadId,
      previewOf('image', null),
    ]);
    const { seq, assigneeId, awaited } = entry!;
    if (awaited) await this.jobs.enqueue(sql, 'customer.first_message', { threadId, at: new Date().toISOString() });
    for (const [index, { file, kept }] of taken.entries()) {
      const place = [threadId, seq, index + 1, file.name];
      const [attachment] = kept
        ? await sql.query<{ id: string }>(sqlOf.addReady, [...place, ...keptValues(kept)])
        : await sql.query<{ id: string }>(sqlOf.addPending, place);
      await this.remember(sql, link, file, attachment!.id, kept !== null);
    }
    const [message] = await sql.query<MessageRow & Record<string, unknown>>(sqlOf.messageAt, [threadId, seq]);
    return { over, message: message!, assigneeId };
  }

  /** The bytes stay with us only until the store has them. */
  private async remember(sql: Sql, link: OpenLink, file: WholeFile, attachmentId: string, kept: boolean) {
    const { sha256, name, bytes } = file;
    const values = [link.id, sha256, name, bytes, kept ? 'kept' : 'waiting', attachmentId];
    const [row] = await sql.query<{ id: string }>(sqlOf.deliverFile, values);
    const { id } = row!;
    if (kept || 'content' in file) await sql.query(sqlOf.dropParts, [id]);
    if (kept) return;
    if ('content' in file) await sql.query(sqlOf.addWhole, [id, file.content]);
    await this.jobs.enqueue(sql, 'upload.finish', { fileId: id });
  }

  private async keep(file: WholeFile): Promise<KeptFile | ProblemError | null> {
    try {
      return await this.makeSafe(file);
    } catch (error) {
      if (error instanceof RefusedFile) return refusalOf(file.name, error);
      if (error instanceof ProblemError && error.status < 500) return error;
      this.log.warn(`a photo waits until it can be stored: ${(error as Error).message}`);
      return null;
    }
  }

  private async makeSafe(file: WholeFile): Promise<KeptFile> {
    const { name, bytes, sha256 } = file;
    if (bytes === 0) throw errors.fileEmpty(name);
    if (bytes > maxFileBytes) throw errors.fileTooLarge(name);
    const content = 'content' in file ? onePart(file.content) : this.partsOf(file.begun);
    const checked = photoOf(content, name, sha256);
    return this.files.keep(checked, { maxBytes: maxFileBytes, fromCustomer: true });
  }

  private async *partsOf(fileId: string): AsyncGenerator<Buffer> {
    for (let at = 0; ;) {
      const [part] = await this.db.query<{ content: Buffer }>(sqlOf.partAt, [fileId, at]);
      if (!part) return;
      at += part.content.length;
      yield part.content;
    }
  }

  private async finish({ payload: { fileId } }: Job<{ fileId: string }>): Promise<void> {
    const [file] = await this.db.query<Described>(sqlOf.waitingFile, [fileId]);
    if (!file) return;
    try {
      await this.settle(fileId, null, await this.makeSafe({ ...file, begun: fileId }));
    } catch (error) {
      if (!(error instanceof RefusedFile)) throw error;
      await this.settle(fileId, error.message);
    }
  }

  private async settle(fileId: string, failure: string | null, kept?: KeptFile): Promise<void> {
    const place = await this.db.transaction(async (sql) => {
      const [file] = await sql.query<MessagePlace & { attachmentId: string }>(sqlOf.waitingFile, [fileId]);
      if (!file) return null;
      if (kept) await sql.query(sqlOf.readyAttachment, [file.attachmentId, ...keptValues(kept)]);
      else await sql.query(sqlOf.failedAttachment, [file.attachmentId, failure]);
      await sql.query(sqlOf.settleFile, [fileId]);
      return file;
    });
    if (place) this.feed.changed([place]);
  }
}

const onePart = async function* (content: Buffer) {
  yield content;
};

/** The same bytes; throws at the first ones of what is no photo, and at the end where they are not what was sent. */
async function* photoOf(parts: AsyncIterable<Buffer>, name: string | null, sha256: string): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let head = Buffer.alloc(0);
  for await (const part of parts) {
    hash.update(part);
    if (head.length < 12) {
      head = Buffer.concat([head, part.subarray(0, 12)]);
      if (head.length >= 12 && !imageType(head)) throw noPhoto(name, head);
    }
    yield part;
  }
  if (hash.digest('hex') !== sha256) throw errors.uploadChanged();
  if (head.length < 12) throw errors.notAPhoto(name);
}

const noPhoto = (name: string | null, head: Buffer) =>
  heicBrands.test(head.subarray(4, 12).toString('latin1')) ? errors.heicPhoto(name) : errors.notAPhoto(name);

function refusalOf(name: string | null, refused: RefusedFile): ProblemError {
  if (refused.refusal === 'empty') return errors.fileEmpty(name);
  return refused.refusal === 'kind' ? errors.notAPhoto(name) : errors.refusedFile(name, refused);
}

const ofFile = (fileName: string | null, { code, status, title, detail, extra }: ProblemError): ProblemError =>
  new ProblemError(code, status, title, detail, { ...extra, fileName });

/** The customer wrote just now and has a new open thread: the next try goes there. */
const again = (error: { constraint?: string; code?: string }): never => {
  throw error.constraint === 'threads_open_contact' ? Object.assign(error, { code: '40001' }) : error;
};
