import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

interface Link {
  /** Bytes go nowhere in either direction, and nobody is told. */
  mute: boolean;
  destroy(): void;
}

/** A TCP proxy that can be slow, cut its connections, or swallow what goes through it. */
export class FaultProxy {
  private readonly links = new Set<Link>();
  private readonly server = net.createServer((client) => this.connect(client));
  private latencyMs = 0;
  private muteNew = false;
  /** Every new connection is closed at once, as where nobody listens. */
  refusing = false;
  port = 0;

  /** `target`: asked for every connection, because what is behind may move. */
  constructor(private readonly target: () => number) {}

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.port = (this.server.address() as net.AddressInfo).port;
  }

  cut(): number {
    const { size } = this.links;
    for (const link of this.links) link.destroy();
    return size;
  }

  async slow(latencyMs: number, ms: number): Promise<void> {
    this.latencyMs = latencyMs;
    await sleep(ms);
    this.latencyMs = 0;
  }

  /** Nothing gets through for a while; then the connections of that time are reset. */
  async blackhole(ms: number): Promise<void> {
    this.vanish();
    this.muteNew = true;
    await sleep(ms);
    this.muteNew = false;
    for (const link of this.links) if (link.mute) link.destroy();
  }

  /** What is open goes silent for ever, as behind a failed-over address; new connections work. */
  vanish(): number {
    for (const link of this.links) link.mute = true;
    return this.links.size;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private connect(client: net.Socket): void {
    if (this.refusing) return void client.destroy();
    const server = net.connect({ port: this.target(), host: '127.0.0.1' });
    const link: Link = {
      mute: this.muteNew,
      destroy: () => {
        this.links.delete(link);
        client.destroy();
        server.destroy();
      },
    };
    this.links.add(link);
    for (const socket of [client, server]) {
      socket.setNoDelay(true);
      socket.on('error', () => link.destroy());
    }
    this.pump(link, client, server);
    this.pump(link, server, client);
  }

  private pump(link: Link, from: net.Socket, to: net.Socket): void {
    // One queue for each direction: a latency that changes must not let a later chunk overtake.
    const queue: (() => void)[] = [];
    const pass = (work: () => void) => {
      if (link.mute) return;
      if (this.latencyMs === 0 && queue.length === 0) return work();
      queue.push(work);
      setTimeout(() => queue.shift()!(), this.latencyMs);
    };
    from.on('data', (chunk: Buffer) => pass(() => void (!link.mute && !to.destroyed && to.write(chunk))));
    from.on('close', () => {
      if (!link.mute) return pass(() => link.destroy());
      // The other end of a silent connection learns of it as late as its keep-alive would tell it.
      setTimeout(() => link.destroy(), 3000).unref();
    });
  }
}
