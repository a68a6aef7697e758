import { randomUUID } from 'node:crypto';
import type { Agenda } from './agenda.js';
import type { SandboxOptions } from './options.js';
import { metaSignature, twilioSignature, withoutFragment } from './signature.js';
import type { OwedDelivery } from './state/records.js';

/** Twilio's hard limit for a webhook. Meta publishes none; it is treated alike. */
const TIMEOUT_MS = 15_000;

export interface WebhookCall {
  signer: OwedDelivery['signer'];
  /** As the provider knows it. */
  url: string;
  method: 'GET' | 'POST';
  /** Form parameters for Twilio, escaped JSON for Meta. */
  body: string;
  /** The same on every attempt. */
  idempotencyToken: string;
  timeoutMs?: number;
}

export type Answer =
  | { got: 'answer'; status: number; contentType: string; body: string }
  /** connect: no byte left. cut: no answer came. closing: the emulator stops. */
  | { got: 'nothing'; reason: 'connect' | 'cut' | 'timeout' | 'closing' };

const UNCONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** Signs requests for the public address and sends them to the real one. */
export class HubClient {
  private readonly hubUrl: string;
  private readonly publicUrl: string;

  constructor(
    private readonly options: SandboxOptions,
    private readonly agenda: Agenda,
  ) {
    this.hubUrl = options.hubUrl.replace(/\/$/, '');
    this.publicUrl = options.publicUrl.replace(/\/$/, '');
  }

  /** The public address of a path of the hub. */
  publicly(path: string): string {
    return this.publicUrl + path;
  }

  async request(call: WebhookCall): Promise<Answer> {
    const signed = this.sign(call);
    const signal = AbortSignal.any([this.agenda.signal, AbortSignal.timeout(call.timeoutMs ?? TIMEOUT_MS)]);
    try {
      const response = await fetch(this.reach(signed.url), { ...signed.init, signal, redirect: 'follow' });
      const contentType = response.headers.get('content-type') ?? '';
      return { got: 'answer', status: response.status, contentType, body: await response.text() };
    } catch (error) {
      return { got: 'nothing', reason: this.reasonOf(error) };
    }
  }

  private sign(call: WebhookCall): { url: string; init: RequestInit } {
    const { method, body, signer } = call;
    if (signer === 'meta') {
      const headers = {
        'content-type': 'application/json',
        'user-agent': 'facebookexternalua',
        'x-hub-signature-256': metaSignature(this.options.carrier.whatsapp.appSecret, body),
      };
      return { url: call.url, init: { method, headers, body } };
    }
    const { authToken } = this.options.carrier[signer];
    // A GET carries everything in its query, and the signature covers it as part of the address.
    const url = method === 'GET' && body ? withQuery(call.url, body) : withoutFragment(call.url);
    const headers: Record<string, string> = {
      'user-agent': 'TwilioProxy/1.1',
      'i-twilio-idempotency-token': call.idempotencyToken,
      'x-home-region': 'us1',
      'x-twilio-signature': twilioSignature(authToken, url, method === 'POST' ? new URLSearchParams(body) : null),
    };
    if (method === 'GET') return { url, init: { method, headers } };
    headers['content-type'] = 'application/x-www-form-urlencoded; charset=UTF-8';
    return { url, init: { method, headers, body } };
  }

  private reach(url: string): string {
    const below = url === this.publicUrl || /^[/?]/.test(url.slice(this.publicUrl.length));
    return url.startsWith(this.publicUrl) && below ? this.hubUrl + url.slice(this.publicUrl.length) : url;
  }

  private reasonOf(error: unknown): 'connect' | 'cut' | 'timeout' | 'closing' {
    if (this.agenda.signal.aborted) return 'closing';
    if ((error as Error).name === 'TimeoutError') return 'timeout';
    const cause = (error as { cause?: { code?: string } }).cause;
    return UNCONNECTED.has(cause?.code ?? '') ? 'connect' : 'cut';
  }
}

export function newIdempotencyToken(): string {
  return randomUUID();
}

function withQuery(url: string, query: string): string {
  const plain = withoutFragment(url);
  return `${plain}${plain.includes('?') ? '&' : '?'}${query}`;
}
