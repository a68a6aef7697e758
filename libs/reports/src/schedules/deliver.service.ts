import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { ReportDestination } from '#libs/contracts';
import { guardedPost } from '#libs/channels';
import { Workspaces } from '#libs/handoff';
import { unseal } from '#libs/messaging';
import { Clock, CONFIG, type Config, signedHeaders } from '#libs/platform';
import { type Content, fileNameOf } from './content.js';
import { mailOf } from './mail.js';
import { ScheduledReports } from './scheduled-reports.js';
import { Smtp } from './smtp.service.js';

const timeoutMs = 10_000;

/** Brings a report where it is wanted; throws in words what went wrong. */
@Injectable()
export class Deliver {
  constructor(
    private readonly workspaces: Workspaces,
    private readonly reports: ScheduledReports,
    private readonly smtp: Smtp,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** What did not go right although it was sent; null where all did. */
  async to(destination: ReportDestination, content: Content, secret: Buffer | null): Promise<string | null> {
    switch (destination.kind) {
      case 'email':
        return this.mail(destination.addresses, content);
      case 'webhook':
        return this.post(destination.url, content, secret!);
      case 'file':
        return this.file(destination.folder, content);
    }
  }

  private async mail(addresses: readonly string[], content: Content): Promise<string | null> {
    const { company, language } = await this.workspaces.get();
    const reading = this.reports.of(content.reportName).read(content.report, language);
    const mail = mailOf(content, reading, company, language);
    const refused = await this.smtp.send(addresses, mail, { company, id: idOf(content) });
    return refused.length === 0 ? null : `not taken for ${refused.join(', ')}`;
  }

  private async post(url: string, content: Content, sealed: Buffer): Promise<null> {
    const { files: _, ...told } = content;
    const id = idOf(content);
    const body = JSON.stringify({ id, type: 'report.ready', ...told });
    const { secret } = unseal(sealed, this.config.secretKey);
    await guardedPost(url, body, {
      headers: signedHeaders(id, body, secret!, this.clock.now()),
      timeoutMs,
      publicOnly: this.config.production,
    });
    return null;
  }

  /** Whole or not at all: whoever looks into the folder finds no half of a file. */
  private async file(folder: string, content: Content): Promise<null> {
    const place = path.join(this.config.dataDir, 'reports', folder);
    const { files, ...told } = content;
    await mkdir(place, { recursive: true });
    for (const [name, text] of [
      ...files.map(({ table, csv }) => [`${fileNameOf(content, table)}.csv`, csv] as const),
      [`${fileNameOf(content, null)}.json`, JSON.stringify(told, null, 2)] as const,
    ]) {
      const file = path.join(place, name);
      await writeFile(`${file}.part`, text);
      await rename(`${file}.part`, file);
    }
    return null;
  }
}

/** The same however often it is sent: whoever has seen it can skip it. */
const idOf = ({ scheduleId, dueAt }: Content): string => `report-${scheduleId}-${Date.parse(dueAt)}`;
