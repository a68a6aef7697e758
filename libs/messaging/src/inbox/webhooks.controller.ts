import { Controller, Get, Logger, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Open } from '#libs/access';
import type { InboundItem, WebhookReply } from '#libs/channels';
import { webhooksRefused } from '#libs/platform';
import { Channels } from '../channels/channels.service.js';
import { Inbox } from './inbox.service.js';
import { cannotBeDecoded } from './reasons.js';
import { refused, sendReply, textReply, unknownWebhook, WebhookGate } from './webhook-gate.js';

type WebhookRoute = FastifyRequest<{ Params: { provider: string; path: string; step?: string } }>;

/** What providers post about messages: signature over the raw bytes, decode, durable, 200. */
@Controller('webhooks')
@Open()
export class WebhooksController {
  private readonly log = new Logger('Webhooks');

  constructor(
    private readonly gate: WebhookGate,
    private readonly channels: Channels,
    private readonly inbox: Inbox,
  ) {}

  @Get(':provider/:path')
  handshake(@Req() request: WebhookRoute, @Res() response: FastifyReply): void {
    const { provider } = request.params;
    const query = new URL(request.url, 'http://hub').searchParams;
    const answer = this.channels.provider(provider)?.handshake?.(query, this.channels.accounts(provider, false));
    if (!answer) webhooksRefused.inc({ provider });
    sendReply(response, answer ?? textReply(403, 'wrong verify token'));
  }

  @Post([':provider/:path', ':provider/:path/:step'])
  async receive(@Req() request: WebhookRoute, @Res() response: FastifyReply): Promise<void> {
    sendReply(response, await this.answer(request));
  }

  private async answer(request: WebhookRoute): Promise<WebhookReply> {
    const { provider, path: first, step } = request.params;
    const path = step ? `${first}/${step}` : first;
    const webhook = this.channels.provider(provider)?.webhooks.find((w) => w.path === path);
    if (!webhook) return unknownWebhook;
    const incoming = this.gate.admit(request, provider, false);
    if (!incoming) return refused;
    const origin = { provider, path, url: request.url, body: incoming.body, receivedAt: incoming.receivedAt };
    let items: InboundItem[];
    try {
      items = webhook.decode(incoming);
    } catch (error) {
      return this.kept(this.inbox.quarantine(origin, cannotBeDecoded(error)), webhook.reply);
    }
    return this.kept(this.inbox.accept(items, origin), webhook.reply);
  }

  /** 200 means committed. Whatever is not, the provider is asked to send again. */
  private async kept(work: Promise<unknown>, done: WebhookReply): Promise<WebhookReply> {
    try {
      await work;
      return done;
    } catch (error) {
      this.log.error(`a webhook was not stored: ${(error as Error).message}`);
      return textReply(503, 'not stored, send again');
    }
  }
}
