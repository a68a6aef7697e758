import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { imageType, MediaStore } from '#libs/media';
import { Database, ProblemError, type Sql } from '#libs/platform';
import { type Job, Jobs } from '#libs/queue';
import * as errors from '../errors.js';
import { Feed } from '../feed.js';
import { previewOf } from '../inbox/inbox-items.js';
import { keepFile, type KeptFile } from '../media/keep-file.js';
import { maxFileBytes, type ReceivedFile } from '../media/read-upload.js';
import { type MessageRow, messageView } from '../threads/message.view.js';
import type { OpenLink } from './upload-links.service.js';
import * as sqlOf from './uploads.sql.js';

const week = 7 * 24 * 3600 * 1000;

export interface CheckedFile extends ReceivedFile {
  /** In hexadecimal, of the content. */
  sha256: string;
}

/** Null while the store cannot take it. */
type Prepared = { file: CheckedFile; at: number; kept: KeptFile | null };

/** Brands of HEIC photos (ISO 23008-12, annex B). */
const heicBrands = /^(hei[cmsx]|hev[cmsx]|mif1|msf1)$/;

/**
 * Whole files on their way into the thread: photos made safe, one message for what came together. Where the store cannot
 * take a photo the message says that it is arriving, and a job brings it when there is space.
 */
@Injectable()
export class Deliveries implements OnModuleInit {
  private readonly log = new Logger('Uploads');

  constructor(
    private readonly db: Database,
    private readonly store: MediaStore,
    private readonly jobs: Jobs,
    private readonly feed: Feed,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<{ fileId: string }>('upload.finish', {
      lifetimeMs: week,
      run: (job) => this.finish(job),
      giveUp: (job) => this.settle(job.payload.fileId, 'The photo could not be stored.'),
    });
  }

  /** For each file null, or why it was refused: the others arrive all the same. What is there already arrives again. */
  async deliver(link: OpenLink, files: readonly CheckedFile[]): Promise<(ProblemError | null)[]> {
    const refusals: (ProblemError | null)[] = files.map(() => null);
    const prepared: Prepared[] = [];
    for (const [at, file] of files.entries()) {
      const kept = await this.keep(file);
      if (kept instanceof ProblemError) refusals[at] = kept;
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
    if (awaited) await this.jobs.enqueue(sql, 'customer.first_message', { threadId });
    for (const [index, { file, kept }] of taken.entries()) {
      const values = [threadId, seq, index + 1, file.name, kept && JSON.stringify(kept)];
      const [attachment] = await sql.query<{ id: string }>(sqlOf.addAttachment, values);
      await this.remember(sql, link, file, attachment!.id, kept);
    }
    const [message] = await sql.query<MessageRow & Record<string, unknown>>(sqlOf.messageAt, [threadId, seq]);
    return { over, message: message!, assigneeId };
  }

  /** The bytes are kept with it only until the store has them. */
  private async remember(sql: Sql, link: OpenLink, file: CheckedFile, attachmentId: string, kept: KeptFile | null) {
    const { sha256, name, content } = file;
    const values = [link.id, sha256, name, content.length, kept ? 'kept' : 'waiting', attachmentId];
    const [{ id }] = (await sql.query<{ id: string }>(sqlOf.deliverFile, values)) as [{ id: string }];
    await sql.query(sqlOf.dropParts, [id]);
    if (kept) return;
    await sql.query(sqlOf.addWhole, [id, content]);
    await this.jobs.enqueue(sql, 'upload.finish', { fileId: id });
  }

  private async keep(file: CheckedFile): Promise<KeptFile | ProblemError | null> {
    try {
      checkPhoto(file);
      return await keepFile(this.store, file);
    } catch (error) {
      if (error instanceof ProblemError) return error;
      this.log.warn(`a photo waits for the media store: ${(error as Error).message}`);
      return null;
    }
  }

  private async finish({ payload: { fileId } }: Job<{ fileId: string }>): Promise<void> {
    const [file] = await this.db.query<{ name: string | null; attachmentId: string }>(sqlOf.waitingFile, [fileId]);
    if (!file) return;
    const parts = await this.db.query<{ content: Buffer }>(sqlOf.partsOf, [fileId]);
    const content = Buffer.concat(parts.map((part) => part.content));
    try {
      const kept = await keepFile(this.store, { name: file.name, content });
      await this.settle(fileId, null, kept);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      await this.settle(fileId, error.message);
    }
  }

  private async settle(fileId: string, failure: string | null, kept?: KeptFile): Promise<void> {
    const place = await this.db.transaction(async (sql) => {
      const [file] = await sql.query<{ attachmentId: string; threadId: string; seq: number }>(sqlOf.waitingFile, [
        fileId,
      ]);
      if (!file) return null;
      if (kept) await sql.query(sqlOf.readyAttachment, [file.attachmentId, JSON.stringify(kept)]);
      else await sql.query(sqlOf.failedAttachment, [file.attachmentId, failure]);
      await sql.query(sqlOf.settleFile, [fileId]);
      return file;
    });
    if (place) this.feed.changed([place]);
  }
}

function checkPhoto({ name, content }: CheckedFile): void {
  if (content.length === 0) throw errors.fileEmpty(name);
  if (content.length > maxFileBytes) throw errors.fileTooLarge(name);
  if (imageType(content) !== null) return;
  const box = content.subarray(4, 12).toString('latin1');
  throw box.startsWith('ftyp') && heicBrands.test(box.slice(4)) ? errors.heicPhoto(name) : errors.notAPhoto(name);
}

/** The customer wrote just now and has a new open thread: the next try goes there. */
const again = (error: { constraint?: string; code?: string }): never => {
  throw error.constraint === 'threads_open_contact' ? Object.assign(error, { code: '40001' }) : error;
};
