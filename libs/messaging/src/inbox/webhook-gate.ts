import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { WebhookReply, WebhookRequest } from '#libs/channels';
import { Clock, CONFIG, type Config, webhooksRefused } from '#libs/platform';
import { Channels } from '../channels/channels.service.js';
import { Noted } from '../health/noted.service.js';

/** Lets in what a provider has signed: raw bytes, public address, the secrets of the channels concerned. */
@Injectable()
export class WebhookGate {
  constructor(
    private readonly channels: Channels,
    private readonly noted: Noted,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Null: the signature is missing or wrong; counted, and nothing else happens. `voice`: by the voice lines' secrets. */
  admit(request: FastifyRequest, providerName: string, voice: boolean): WebhookRequest | null {
    const provider = this.channels.provider(providerName);
    const incoming: WebhookRequest = {
      method: request.method,
      url: this.config.publicUrl + request.url,
      headers: request.headers,
      body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      receivedAt: this.clock.now(),
    };
    const signed = provider?.verify(incoming, this.channels.accounts(providerName, voice)).length;
    if (provider) this.noted.signature(providerName, Boolean(signed));
    if (signed) return incoming;
    webhooksRefused.inc({ provider: providerName });
    return null;
  }

  /** The address that webhooks of this provider start with. */
  baseUrl(providerName: string): string {
    return `${this.config.publicUrl}/webhooks/${providerName}`;
  }
}

export const textReply = (status: number, body: string): WebhookReply => ({ status, contentType: 'text/plain', body });
export const refused = textReply(403, 'signature missing or wrong');
export const unknownWebhook = textReply(404, 'no such webhook');

export function sendReply(response: FastifyReply, { status, contentType, body }: WebhookReply): void {
  void response.status(status).header('content-type', contentType).send(body);
}
