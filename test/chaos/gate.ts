import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HubProcess } from './hub-process.js';

/** The public address: hubs take turns, and one that nobody listens at is passed over, as a load balancer does. */
export class Gate {
  private readonly agent = new http.Agent({ keepAlive: true, maxSockets: 200 });
  private readonly server = http.createServer((request, response) => void this.forward(request, response));
  private turn = 0;
  private hubs: readonly HubProcess[] = [];
  url = '';

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  serve(hubs: readonly HubProcess[]): void {
    this.hubs = hubs;
  }

  async close(): Promise<void> {
    this.agent.destroy();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async forward(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks);
      const first = this.turn++;
      for (let n = 0; n < this.hubs.length; n++) {
        const hub = this.hubs[(first + n) % this.hubs.length]!;
        const answer = await this.ask(hub.url, request, body);
        if (answer === 'nobody') continue;
        if (answer === 'silence') break;
        response.writeHead(answer.statusCode!, { 'content-type': answer.headers['content-type'] ?? 'text/plain' });
        answer.on('error', () => response.destroy());
        answer.pipe(response);
        return;
      }
      response.writeHead(502).end();
    } catch {
      response.destroy();
    }
  }

  /** Only where not even a connection came about another hub may be asked: the request may have had its effect. */
  private ask(
    url: string,
    { method, url: path, headers }: http.IncomingMessage,
    body: Buffer,
  ): Promise<http.IncomingMessage | 'nobody' | 'silence'> {
    return new Promise((resolve) => {
      const { connection: _, ...kept } = headers;
      const asked = http.request(url + path, { method, headers: kept, agent: this.agent, timeout: 30_000 }, resolve);
      asked.on('error', (error: NodeJS.ErrnoException) =>
        resolve(error.code === 'ECONNREFUSED' ? 'nobody' : 'silence'),
      );
      asked.on('timeout', () => asked.destroy());
      asked.end(body);
    });
  }
}
