import { Controller, Get, Inject, Logger, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type InboundItem, UndecodableError, type WebhookReply, type WebhookRequest } from '#libs/channels';
import { Open } from '#libs/access';
import { Clock, CONFIG, type Config, webhooksRefused } from '#libs/platform';
import { Channels } from '../channels/channels.service.js';
import { Inbox } from './inbox.service.js';

const reply = (status: number, body = ''): WebhookReply => ({ status, contentType: 'text/plain', body });

/** What providers post about messages: signature over the raw bytes, decode, durable, 200. */
@Controller('webhooks')
@Open()
export class WebhooksController {
  private readonly log = new Logger('Webhooks');

  constructor(
    private readonly channels: Channels,
    private readonly inbox: Inbox,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get(':provider/:path')
  handshake(@Req() request: WebhookRoute, @Res() response: FastifyReply): void {
    const { provider } = request.params;
    const query = new URL(request.url, 'http://hub').searchParams;
    const answer = this.channels.provider(provider)?.handshake?.(query, this.channels.accounts(provider, false));
    if (!answer) webhooksRefused.inc({ provider });
    send(response, answer ?? reply(403, 'wrong verify token'));
  }

  @Post([':provider/:path', ':provider/:path/:step'])
  async receive(@Req() request: WebhookRoute, @Res() response: FastifyReply): Promise<void> {
    send(response, await this.answer(request));
  }

  private async answer(request: WebhookRoute): Promise<WebhookReply> {
    const { provider: name, path: first, step } = request.params;
    const path = step ? `${first}/${step}` : first;
    const provider = this.channels.provider(name);
    const webhook = provider?.webhooks.find((w) => w.path === path);
    if (!provider || !webhook) return reply(404, 'no such webhook');
    const incoming = webhookRequest(request, this.config.publicUrl, this.clock.now());
    if (provider.verify(incoming, this.channels.accounts(name, false)).length === 0) {
      webhooksRefused.inc({ provider: name });
      return reply(403, 'signature missing or wrong');
    }
    const origin = { provider: name, path, url: request.url, body: incoming.body };
    let items: InboundItem[];
    try {
      items = webhook.decode(incoming);
    } catch (error) {
      const reason =
        error instanceof UndecodableError ? error.message : `cannot be decoded: ${(error as Error).message}`;
      return this.kept(() => this.inbox.quarantine(origin, reason), webhook.reply);
    }
    return this.kept(() => this.inbox.accept(items, origin), webhook.reply);
  }

  /** 200 means committed. Whatever is not, the provider is asked to send again. */
  private async kept(work: () => Promise<unknown>, done: WebhookReply): Promise<WebhookReply> {
    try {
      await work();
      return done;
    } catch (error) {
      this.log.error(`a webhook was not stored: ${(error as Error).message}`);
      return reply(503, 'not stored, send again');
    }
  }
}

type WebhookRoute = FastifyRequest<{ Params: { provider: string; path: string; step?: string } }>;

export function webhookRequest(request: FastifyRequest, publicUrl: string, receivedAt: Date): WebhookRequest {
  return {
    method: request.method,
    url: publicUrl + request.url,
    headers: request.headers,
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    receivedAt,
  };
}

export function send(response: FastifyReply, { status, contentType, body }: WebhookReply): void {
  void response.status(status).header('content-type', contentType).send(body);
}
