import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A webhook as it arrived, bytes untouched. */
export interface Received {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
  params: URLSearchParams;
}

export type Answer = { status?: number; type?: string; body?: string } | 'cut';

/** A stand-in for the hub that records every webhook and answers as it is told. */
export class FakeHub {
  readonly received: Received[] = [];
  url = '';
  answer: (webhook: Received) => Answer | Promise<Answer> = () => ({});
  private readonly server = createServer((request, response) => void this.take(request, response));

  async start(port = 0): Promise<this> {
    await new Promise<void>((done) => this.server.listen(port, '127.0.0.1', done));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  /** The webhooks that fit, as soon as there are so many. */
  async wait(fits: (webhook: Received) => boolean, count = 1, ms = 15_000): Promise<Received[]> {
    for (const until = Date.now() + ms; ; await new Promise((later) => setTimeout(later, 5))) {
      const found = this.received.filter(fits);
      if (found.length >= count) return found;
      if (Date.now() > until) throw new Error(`Waited for ${count} webhooks, got ${JSON.stringify(this.received)}`);
    }
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const { method = '', url: path = '', headers } = request;
    const webhook = { method, path, headers, body, params: new URLSearchParams(body) };
    this.received.push(webhook);
    const answer = await this.answer(webhook);
    if (answer === 'cut') return void response.destroy();
    response.writeHead(answer.status ?? 200, { 'content-type': answer.type ?? 'text/plain' }).end(answer.body ?? '');
  }
}

export function twiml(body: string): Answer {
  return { type: 'text/xml', body: `<?xml version="1.0" encoding="UTF-8"?><Response>${body}</Response>` };
}
