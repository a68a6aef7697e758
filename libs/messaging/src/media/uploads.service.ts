import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Principal } from '#libs/access';
import type { Attachment } from '#libs/contracts';
import { MediaStore, RefusedFile } from '#libs/media';
import { Clock, Database, type Sql } from '#libs/platform';
import { Jobs } from '#libs/queue';
import * as errors from '../errors.js';
import type { ReadyFile } from '../threads/message-parts.js';
import { type AttachmentRow, attachmentColumns, attachmentView } from './attachment.view.js';
import { Files, keptColumns, type KeptFile, keptValues } from './files.service.js';
import { maxFileBytes, type ReceivedFile } from './read-upload.js';

const day = 24 * 3600 * 1000;

const addUpload = `
insert into attachments as a (status, ${keptColumns}, file_name, uploaded_by)
values ('ready', $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning ${attachmentColumns('a')}`;

/** Not one that a message took in the meantime. $1: id. */
const dropUnused = `
delete from attachments where id = $1 and thread_id is null returning content_key as "content", thumbnail_key as "thumbnail"`;

/** Files on their way into a message: kept clean at once, swept after a day where nobody sent them. */
@Injectable()
export class Uploads implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly store: MediaStore,
    private readonly files: Files,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<{ attachmentId: string }>('upload.sweep', {
      run: ({ payload }) => this.sweep(payload.attachmentId),
    });
  }

  /** All or none: a file that cannot be sent refuses the others with it. */
  async add(files: readonly ReceivedFile[], principal: Principal): Promise<Attachment[]> {
    const kept: { file: ReceivedFile; result: KeptFile }[] = [];
    try {
      for (const file of files) kept.push({ file, result: await this.keep(file) });
    } catch (error) {
      for (const { result } of kept) await this.letGo([result.contentKey, result.thumbnailKey]);
      throw error;
    }
    return this.db.transaction(async (sql) => {
      const added: Attachment[] = [];
      for (const { file, result } of kept) {
        const [row] = await sql.query<AttachmentRow>(addUpload, [...keptValues(result), file.name, principal.id]);
        added.push(attachmentView(row!));
        const sweepAt = new Date(this.clock.now().getTime() + day);
        await this.jobs.enqueue(sql, 'upload.sweep', { attachmentId: row!.id }, sweepAt);
      }
      return added;
    });
  }

  /** Locks uploads that this person may still send, in the order asked for; else refuses, whatever is wrong with one. */
  async take(sql: Sql, ids: readonly string[], principal: Principal): Promise<ReadyFile[]> {
    const rows = await sql.query<ReadyFile & Record<string, unknown>>(
      `select id, mime_type as "mimeType", file_name as "fileName", bytes from attachments
       where id = any($1) and uploaded_by = $2 and thread_id is null order by id for update`,
      [ids, principal.id],
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    if (byId.size !== ids.length) throw errors.attachmentUnusable();
    return ids.map((id) => byId.get(id) ?? fail());
  }

  /** They are that message's from now on; each at its place. */
  async use(sql: Sql, ids: readonly string[], { threadId, seq }: { threadId: string; seq: number }): Promise<void> {
    await sql.query(
      `update attachments a set thread_id = $2, seq = $3, position = used.place
       from unnest($1::bigint[]) with ordinality as used (id, place) where a.id = used.id`,
      [ids, threadId, seq],
    );
  }

  private async keep({ name, content }: ReceivedFile): Promise<KeptFile> {
    try {
      return await this.files.keep(content, { maxBytes: maxFileBytes, fromCustomer: false });
    } catch (error) {
      throw error instanceof RefusedFile ? errors.refusedFile(name, error) : error;
    }
  }

  private async sweep(id: string): Promise<void> {
    const [dropped] = await this.db.query<{ content: string; thumbnail: string | null }>(dropUnused, [id]);
    if (dropped) await this.letGo([dropped.content, dropped.thumbnail]);
  }

  private async letGo(keys: readonly (string | null)[]): Promise<void> {
    for (const key of keys) {
      // The same bytes have the same key, and may have been sent by somebody else.
      if (key && (await this.db.query(used, [key])).length === 0) await this.store.remove(key);
    }
  }
}

const used = 'select from attachments where $1 in (content_key, thumbnail_key, original_key) limit 1';
const fail = (): never => {
  throw errors.attachmentUnusable();
};
