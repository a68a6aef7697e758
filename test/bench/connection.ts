import net from 'node:net';
import { type Webhook, webhookPath } from './webhook.js';

/** As long as a provider waits. */
const patienceMs = 10_000;

/**
 * A keep-alive connection that posts one webhook at a time. By hand because the load generator shares the machine's
 * cores with what it measures, and node:http's client costs more than the floor's whole work.
 */
class Connection {
  private received = '';
  private answer: { resolve: (status: number) => void; reject: (error: Error) => void } | undefined;
  private lost: Error | undefined;

  private constructor(
    private readonly socket: net.Socket,
    private readonly host: string,
  ) {
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => this.take(text));
    socket.on('error', (error) => this.fail(error));
    socket.on('close', () => this.fail(new Error('the connection was closed')));
  }

  static open(port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = net.connect({ port, host: '127.0.0.1' }, () => {
        socket.off('error', reject);
        resolve(new Connection(socket, `127.0.0.1:${port}`));
      });
      socket.once('error', reject);
      // Beyond the server's backlog a connection is opened on one side only and never heard of again.
      socket.setTimeout(patienceMs, () => socket.destroy(new Error('no answer')));
    });
  }

  post({ body, signature }: Webhook): Promise<number> {
    return new Promise((resolve, reject) => {
      if (this.lost) return reject(this.lost);
      this.answer = { resolve, reject };
      this.socket.cork();
      this.socket.write(
        `POST ${webhookPath} HTTP/1.1\r\nhost: ${this.host}\r\ncontent-type: application/json\r\n` +
          `content-length: ${body.length}\r\nx-hub-signature-256: ${signature}\r\n\r\n`,
      );
      this.socket.write(body);
      this.socket.uncork();
    });
  }

  get closed(): boolean {
    return this.lost !== undefined;
  }

  close(): void {
    this.socket.destroy();
  }

  private take(text: string): void {
    this.received += text;
    const end = this.received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(this.received.slice(0, end))?.[1] ?? 0);
    if (this.received.length < end + 4 + length) return;
    const status = Number(this.received.slice(9, 12));
    this.received = '';
    this.answer?.resolve(status);
    this.answer = undefined;
  }

  private fail(error: Error): void {
    this.lost = error;
    this.answer?.reject(error);
  }
}

/** As many connections as are needed at once, kept for the next request. */
export class Connections {
  private readonly free: Connection[] = [];

  constructor(private readonly port: number) {}

  /** Resolves with the status; 0 where the connection was lost. */
  async post(webhook: Webhook): Promise<number> {
    try {
      // A server closes what was idle for long: that is no request lost.
      let connection = this.free.pop();
      while (connection?.closed) connection = this.free.pop();
      connection ??= await Connection.open(this.port);
      const status = await connection.post(webhook);
      this.free.push(connection);
      return status;
    } catch {
      return 0;
    }
  }

  close(): void {
    for (const connection of this.free.splice(0)) connection.close();
  }
}
