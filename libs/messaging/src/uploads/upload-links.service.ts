import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Principal } from '#libs/access';
import type { UploadLink } from '#libs/contracts';
import { Clock, CONFIG, type Config, Database, notFound, type Sql } from '#libs/platform';
import { Jobs } from '#libs/queue';
import { Channels } from '../channels/channels.service.js';
import { type PageTexts, pageTexts } from './page-texts.js';
import { addLink, dropArriving, linkByHash } from './uploads.sql.js';
import { hashUploadToken, newUploadToken } from './upload-token.js';

const hour = 3600 * 1000;
const linkLifeMs = 24 * hour;
/** What began just before the end may still come to its end. */
const graceMs = hour;

/** A link that somebody has opened. */
export interface OpenLink {
  id: string;
  threadId: string;
  maxFiles: number;
  /** Files that are in the thread. */
  delivered: number;
  expired: boolean;
}

/** Who asks for the photos, and how to reach them. */
export interface House {
  company: string;
  /** BCP 47. */
  language: string;
  texts: PageTexts;
  /** The number that reaches a person; null where the company has no voice line here. */
  phone: string | null;
}

/** Links for sending photos into one thread: good for a day and for so many files. Opening one uses nothing up. */
@Injectable()
export class UploadLinks implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly channels: Channels,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<{ linkId: string }>('upload-link.sweep', {
      run: async ({ payload }) => void (await this.db.query(dropArriving, [payload.linkId])),
    });
  }

  async create(threadId: string, maxFiles: number, { id }: Principal): Promise<UploadLink> {
    const { url, expiresAt } = await this.db.transaction((sql) => this.add(sql, threadId, maxFiles, id));
    const { texts } = await this.house();
    return { url, expiresAt: expiresAt.toISOString(), text: texts.linkText(url) };
  }

  /** The same in the caller's transaction. `by`: a principal's id, or `system`. */
  async add(sql: Sql, threadId: string, maxFiles: number, by: string): Promise<{ url: string; expiresAt: Date }> {
    const token = newUploadToken();
    const expiresAt = new Date(this.clock.now().getTime() + linkLifeMs);
    const [link] = await sql.query<{ id: string }>(addLink, [
      hashUploadToken(token),
      threadId,
      maxFiles,
      expiresAt,
      by,
    ]);
    if (!link) throw notFound('thread');
    const sweepAt = new Date(expiresAt.getTime() + graceMs);
    await this.jobs.enqueue(sql, 'upload-link.sweep', { linkId: link.id }, sweepAt);
    return { url: `${this.config.publicUrl}/u/${token}`, expiresAt };
  }

  /** Null where there is no such link, whatever is wrong with the token. */
  async open(token: string): Promise<OpenLink | null> {
    const [row] = await this.db.query<Omit<OpenLink, 'expired'> & { expiresAt: Date }>(linkByHash, [
      hashUploadToken(token),
    ]);
    if (!row) return null;
    const { expiresAt, ...link } = row;
    return { ...link, expired: expiresAt <= this.clock.now() };
  }

  async house(): Promise<House> {
    const [row] = await this.db.query<{ company: string; language: string }>('select company, language from workspace');
    const { company, language } = row ?? { company: 'our company', language: 'en' };
    const phone = this.channels.all().find(({ account }) => account.kind === 'voice')?.account.address ?? null;
    return { company, phone, ...pageTexts(language) };
  }
}
