import { All, Body, Controller, Get, Headers, HttpCode, Param, Patch, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AttemptLimit, Open, type PrincipalRequest } from '#libs/access';
import { plainFileName } from '#libs/channels';
import { api, type RouteInput } from '#libs/contracts';
import { Clock, Input, notFound, ProblemError, Route } from '#libs/platform';
import * as errors from '../errors.js';
import { maxUploadBytes, readFiles } from '../media/read-upload.js';
import { pagePolicy } from '../public-page.js';
import { Deliveries } from './deliveries.service.js';
import { senderWords } from './sender-words.js';
import { type FileState, UploadFiles } from './upload-files.service.js';
import { type House, type OpenLink, UploadLinks } from './upload-links.service.js';
import { closedPage, refusedPage, type SentFile, uploadPage } from './upload-page.js';

const minute = 60_000;
/** What forms without scripts may hold in memory at once, in this process. */
const formsBytes = 4 * maxUploadBytes;
/** A phone that is silent for this long has lost its connection. */
const silenceMs = 30_000;

const Begin = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().min(0).max(2_147_483_647),
  name: z.string().max(500).nullable().default(null),
});

/** The page for photos: the link is the permission. Nobody signs in, no cookie is read or set. */
@Controller()
export class UploadPageController {
  private readonly perLink = new AttemptLimit(1200, minute);
  private readonly guesses = new AttemptLimit(60, minute);
  private held = 0;

  constructor(
    private readonly links: UploadLinks,
    private readonly files: UploadFiles,
    private readonly deliveries: Deliveries,
    private readonly clock: Clock,
  ) {}

  @Route(api.createUploadLink)
  create(@Input() { params, body }: RouteInput<typeof api.createUploadLink>, @Req() { principal }: PrincipalRequest) {
    return this.links.create(params.id, body.maxFiles, principal!);
  }

  @Get('u/:token')
  @Open()
  async page(@Req() request: FastifyRequest, @Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    const house = await this.links.house();
    await this.answer(reply, house, async () => {
      const link = await this.open(request, token);
      if (link.delivered >= link.maxFiles) throw errors.linkOver();
      return { status: 200, page: uploadPage(house, link) };
    });
  }

  /** What a browser without scripts sends. */
  @Post('u/:token')
  @Open()
  async form(@Req() request: FastifyRequest, @Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    const house = await this.links.house();
    await this.answer(reply, house, async () => {
      const link = await this.open(request, token);
      const { sent, status } = await this.take(request, link, house);
      return { status, page: uploadPage(house, (await this.links.open(token)) ?? link, sent) };
    });
  }

  @Post('u/:token/files')
  @Open()
  @HttpCode(200)
  begin(@Req() request: FastifyRequest, @Param('token') token: string, @Body() body: unknown): Promise<FileState> {
    const file = Begin.safeParse(body);
    return this.tell(file.data?.name ?? undefined, async () => {
      const link = await this.open(request, token);
      if (!file.success) throw new ProblemError('validation', 400, 'The request is not valid');
      return this.files.begin(link, { ...file.data, name: plainFileName(file.data.name ?? '') });
    });
  }

  @Get('u/:token/files/:sha256')
  @Open()
  state(
    @Req() request: FastifyRequest,
    @Param('token') token: string,
    @Param('sha256') sha256: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FileState> {
    return this.tell(undefined, async () => {
      const link = await this.open(request, token);
      const state = await this.files.state(link, checksum(sha256));
      void reply.header('upload-offset', state.offset).header('cache-control', 'no-store');
      return state;
    });
  }

  @Patch('u/:token/files/:sha256')
  @Open()
  append(
    @Req() request: FastifyRequest,
    @Param('token') token: string,
    @Param('sha256') sha256: string,
    @Headers('upload-offset') offset: string,
  ): Promise<FileState> {
    const { raw } = request;
    raw.setTimeout(silenceMs, () => raw.destroy());
    // The answer must reach a phone that is refused in the middle: what it still sends is read and thrown away.
    const body = raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
    return this.tell(undefined, async () => {
      const link = await this.open(request, token);
      if (!/^\d{1,9}$/.test(offset)) throw new ProblemError('validation', 400, 'upload-offset must be a number');
      return this.files.append(link, checksum(sha256), Number(offset), body);
    }).finally(() => raw.resume());
  }

  /** Whatever else is asked for here is no link of ours. */
  @All('u/*')
  @Open()
  async other(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(reply, await this.links.house(), () =>
      this.open(request, '').then(() => Promise.reject(notFound('link'))),
    );
  }

  /** The same look-up and the same answer for whatever is no link. */
  private async open(request: FastifyRequest, token: string): Promise<OpenLink> {
    const link = await this.links.open(token);
    const now = this.clock.now().getTime();
    const allowed = link ? this.perLink.allow(link.id, now) : this.guesses.allow(request.ip, now);
    if (!allowed) throw errors.tooManyRequests();
    if (!link) throw notFound('link');
    if (link.expired) throw errors.linkOver();
    return link;
  }

  private async take(
    request: FastifyRequest,
    link: OpenLink,
    house: House,
  ): Promise<{ sent: SentFile[]; status: number }> {
    const announced = Number(request.headers['content-length'] ?? maxUploadBytes);
    if (announced > maxUploadBytes) throw errors.uploadTooLarge();
    if (this.held + announced > formsBytes) throw errors.tooManyRequests();
    this.held += announced;
    try {
      const read = await readFiles(request.raw, 'photo');
      // A file input in which nothing was chosen is sent as an empty file without a name.
      const files = read.filter(({ name, content }) => name !== null || content.length > 0);
      if (files.length === 0) throw errors.noFile();
      const whole = files.map((file) => ({ ...file, bytes: file.content.length, sha256: sha256Of(file.content) }));
      const refusals = await this.deliveries.deliver(link, whole);
      const sent = files.map(({ name }, at) => {
        const refusal = refusals[at];
        return { name, refusal: refusal ? senderWords(house.texts, refusal) : null };
      });
      const status = refusals.some((refusal) => !refusal) ? 200 : refusals[0]!.status;
      return { sent, status };
    } finally {
      this.held -= announced;
    }
  }

  private async answer(
    reply: FastifyReply,
    house: House,
    work: () => Promise<{ status: number; page: string }>,
  ): Promise<void> {
    const { status, page } = await work().catch((error: unknown) => problemPage(house, error));
    if (status === 429) void reply.header('retry-after', '60');
    void reply
      .status(status)
      .type('text/html; charset=utf-8')
      .header('content-security-policy', pagePolicy)
      .header('cache-control', 'no-store')
      .header('x-robots-tag', 'noindex')
      .send(page);
  }

  /** Problems in the words of who sends photos. */
  private async tell<T>(name: string | undefined, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const { code, status, title, extra } = error;
      const { texts } = await this.links.house();
      throw new ProblemError(code, status, title, senderWords(texts, error, name), extra);
    }
  }
}

function problemPage(house: House, error: unknown): { status: number; page: string } {
  if (!(error instanceof ProblemError)) throw error;
  const { texts } = house;
  const { status, code } = error;
  const pages: Record<string, () => string> = {
    'not-found': () => closedPage(house, texts.unknownTitle, texts.unknown),
    'link-over': () => closedPage(house, texts.overTitle, texts.over),
    'too-many-requests': () => closedPage(house, texts.busyTitle, texts.busy),
  };
  return { status, page: pages[code]?.() ?? refusedPage(house, senderWords(texts, error)) };
}

function checksum(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw notFound('file');
  return sha256;
}

const sha256Of = (content: Buffer) => createHash('sha256').update(content).digest('hex');
