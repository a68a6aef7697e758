import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { InboundItem, WebhookReply } from '#libs/channels';
import { webhooksRefused } from '#libs/platform';
import { Channels } from '../channels/channels.service.js';
import { Inbox } from './inbox.service.js';
import { cannotBeDecoded } from './reasons.js';
import { refused, sendReply, textReply, unknownWebhook, WebhookGate } from './webhook-gate.js';

interface Route {
  Params: { provider: string; path: string; step?: string };
}

/**
 * What providers post about messages: signature over the raw bytes, decode, durable, 200. Fastify's own routes: thousands
 * come in a second, and guards, interceptors and filters have nothing to say about them.
 */
@Injectable()
export class Webhooks implements OnModuleInit {
  private readonly log = new Logger('Webhooks');

  constructor(
    private readonly http: HttpAdapterHost<FastifyAdapter>,
    private readonly gate: WebhookGate,
    private readonly channels: Channels,
    private readonly inbox: Inbox,
  ) {}

  onModuleInit(): void {
    const fastify = this.http.httpAdapter.getInstance();
    const receive = async (request: FastifyRequest<Route>, reply: FastifyReply) => {
      sendReply(reply, await this.answer(request));
      return reply;
    };
    fastify.get<Route>('/webhooks/:provider/:path', (request, reply) => sendReply(reply, this.handshake(request)));
    fastify.post<Route>('/webhooks/:provider/:path', receive);
    fastify.post<Route>('/webhooks/:provider/:path/:step', receive);
  }

  private handshake({ params: { provider }, url }: FastifyRequest<Route>): WebhookReply {
    const query = new URL(url, 'http://hub').searchParams;
    const answer = this.channels.provider(provider)?.handshake?.(query, this.channels.accounts(provider, false));
    if (!answer) webhooksRefused.inc({ provider });
    return answer ?? textReply(403, 'wrong verify token');
  }

  private async answer(request: FastifyRequest<Route>): Promise<WebhookReply> {
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
