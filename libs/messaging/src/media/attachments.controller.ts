import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Open, type PrincipalRequest } from '#libs/access';
import { api, type RouteInput } from '#libs/contracts';
import { MediaStore } from '#libs/media';
import { Clock, CONFIG, type Config, Database, Input, notFound, Route } from '#libs/platform';
import { byteRange } from './byte-range.js';
import { openMediaToken } from './media-link.js';
import { Photos } from './photos.service.js';
import { readUpload } from './read-upload.js';
import { Uploads } from './uploads.service.js';

@Controller()
export class AttachmentsController {
  constructor(
    private readonly db: Database,
    private readonly store: MediaStore,
    private readonly uploads: Uploads,
    private readonly photos: Photos,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Route(api.uploadAttachments)
  async upload(@Req() { raw, principal }: PrincipalRequest) {
    return { items: await this.uploads.add(await readUpload(raw), principal!) };
  }

  @Route(api.attachmentOriginal)
  async original(
    @Input() { params }: RouteInput<typeof api.attachmentOriginal>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [file] = await this.db.query<{ key: string; fileName: string | null }>(
      `select original_key as key, file_name as "fileName" from attachments where id = $1 and original_key is not null`,
      [params.id],
    );
    const stream = file && (await this.store.read(file.key));
    if (!stream) throw notFound('original');
    // A download of bytes that nobody has looked into.
    void reply
      .header('content-type', 'application/octet-stream')
      .header('content-disposition', disposition('attachment', file.fileName))
      .header('cache-control', 'private, no-store')
      .header('x-content-type-options', 'nosniff')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .send(stream);
  }

  @Route(api.getAttachment)
  one(@Input() { params }: RouteInput<typeof api.getAttachment>) {
    return this.photos.get(params.id);
  }

  @Route(api.turnAttachment)
  turn(@Input() { params, body }: RouteInput<typeof api.turnAttachment>) {
    return this.photos.turn(params.id, body.rotation);
  }

  /** For providers that fetch what we send: the link itself is the permission, for one file and some hours. */
  @Get('media/:token')
  @Open()
  async sent(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    const id = openMediaToken(token, this.clock.now(), this.config.secretKey);
    const [file] = await this.db.query<{ key: string; mimeType: string; fileName: string | null; bytes: number }>(
      `select content_key as key, mime_type as "mimeType", file_name as "fileName", bytes
       from attachments where id = $1 and status = 'ready' and uploaded_by is not null`,
      [id],
    );
    const stream = file && (await this.store.read(file.key));
    if (!stream) throw notFound('file');
    void reply
      .header('content-type', file.mimeType)
      .header('content-length', file.bytes)
      .header('content-disposition', disposition('inline', file.fileName))
      .header('cache-control', 'private, no-store')
      .header('x-content-type-options', 'nosniff')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .send(stream);
  }

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
    if (!shown) void reply.header('content-disposition', disposition('attachment', file.fileName));
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
const disposition = (how: 'attachment' | 'inline', name: string | null) =>
  `${how}; filename*=UTF-8''${encodeURIComponent((name ?? 'file').toWellFormed()).replace(/['()*]/g, escape)}`;
