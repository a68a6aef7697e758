import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { api, type RouteInput } from '#libs/contracts';
import { MediaStore } from '#libs/media';
import { Database, Input, notFound, Route } from '#libs/platform';
import { byteRange } from './byte-range.js';

@Controller()
export class AttachmentsController {
  constructor(
    private readonly db: Database,
    private readonly store: MediaStore,
  ) {}

  @Route(api.attachmentContent)
  async content(
    @Input() { params, query }: RouteInput<typeof api.attachmentContent>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [file] = await this.db.query<{
      key: string | null;
      mimeType: string;
      fileName: string | null;
      bytes: number;
    }>(
      `select case when $2 then thumbnail_key else content_key end as key, mime_type as "mimeType",
         file_name as "fileName", bytes from attachments where id = $1 and status = 'ready'`,
      [params.id, query.variant === 'thumbnail'],
    );
    if (!file?.key) throw notFound('file');
    const etag = `"${file.key}"`;
    void reply
      .header('etag', etag)
      .header('cache-control', 'private, max-age=31536000, immutable')
      .header('x-content-type-options', 'nosniff')
      .header('content-security-policy', "default-src 'none'; sandbox");
    if (request.headers['if-none-match'] === etag) return void reply.status(304).send();
    const shown = file.mimeType === 'image/jpeg';
    // Only our own re-encoded photos are shown in a page; everything else is a download of bytes.
    void reply.header('content-type', shown ? 'image/jpeg' : 'application/octet-stream');
    if (!shown) void reply.header('content-disposition', disposition(file.fileName));
    const range = query.variant === 'thumbnail' ? null : byteRange(request.headers.range, file.bytes);
    if (range) {
      void reply
        .status(206)
        .header('content-range', `bytes ${range.start}-${range.end}/${file.bytes}`)
        .header('content-length', range.end - range.start + 1);
    }
    const stream = await this.store.read(file.key, range ?? undefined);
    if (!stream) throw notFound('file');
    void reply.header('accept-ranges', 'bytes').send(stream);
  }
}

/** The name only as RFC 8187 allows it: no header can be forged through a customer's file name. */
const disposition = (name: string | null) =>
  `attachment; filename*=UTF-8''${encodeURIComponent((name ?? 'file').toWellFormed()).replace(/['()*]/g, escape)}`;
