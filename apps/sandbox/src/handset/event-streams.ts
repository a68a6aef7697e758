import type { FastifyReply } from 'fastify';

const HEARTBEAT_MS = 20_000;

/** Open Server-Sent Events streams, by the number they follow. */
export class EventStreams {
  private readonly open = new Map<FastifyReply, string>();
  private readonly heartbeat = setInterval(() => this.beat(), HEARTBEAT_MS).unref();
  private closed = false;

  follow(phone: string, reply: FastifyReply): void {
    if (this.closed) return void reply.code(503).send();
    reply.hijack();
    reply.raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    reply.raw.write('retry: 1000\n\n');
    this.open.set(reply, phone);
    reply.raw.on('close', () => this.open.delete(reply));
  }

  send(phone: string, event: 'message' | 'update' | 'call', data: object): void {
    const text = `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
    for (const [reply, follows] of this.open) if (follows === phone) reply.raw.write(text);
  }

  close(): void {
    this.closed = true;
    clearInterval(this.heartbeat);
    for (const reply of this.open.keys()) reply.raw.destroy();
    this.open.clear();
  }

  private beat(): void {
    for (const reply of this.open.keys()) reply.raw.write(': still here\n\n');
  }
}
