import { setTimeout as sleep } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { type ClientEvents, consoleNamespace, type ServerEvents } from '#libs/contracts';
import type { Random } from '../../chaos/random.js';

/** What the sockets of a run heard that they should not have, or not in that order. */
export interface Faults {
  twice: number;
  outOfOrder: number;
  connections: number;
  cuts: number;
}

/** One console that watches one thread, is cut off now and then, and goes on at whichever hub it finds. */
export class SwarmSocket {
  /** The last number it has: whatever comes next must be the one after it. */
  last = 0;
  private socket: Socket<ServerEvents, ClientEvents> | undefined;
  private stopped = false;

  constructor(
    private readonly threadId: string,
    private readonly token: string,
    private readonly urls: readonly string[],
    private readonly random: Random,
    private readonly faults: Faults,
  ) {}

  get watching(): boolean {
    return this.socket?.connected ?? false;
  }

  /** Until `stop`: connected, and back as soon as the connection ends, however it ended. */
  async run(): Promise<void> {
    while (!this.stopped) {
      await this.connect(this.random.pick(this.urls));
      if (!this.stopped) await sleep(this.random.between(50, 1500));
    }
  }

  /** A connection that ends with a word, or without. */
  cut(): void {
    if (!this.socket?.connected) return;
    this.faults.cuts++;
    if (this.random.chance(0.5)) return void this.socket.disconnect();
    const { transport } = this.socket.io.engine as unknown as { transport: { ws: { terminate(): void } } };
    transport.ws.terminate();
  }

  stop(): void {
    this.stopped = true;
    this.socket?.disconnect();
  }

  /** Watches for as long as the connection holds; over at once where it cannot. */
  private async connect(url: string): Promise<void> {
    const socket: Socket<ServerEvents, ClientEvents> = io(url + consoleNamespace, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      timeout: 10_000,
      auth: { token: this.token },
    });
    this.socket = socket;
    let watching = false;
    socket.on('message.created', ({ seq }) => void (watching && this.socket === socket && this.hear(seq)));
    const ended = new Promise<void>((resolve) => {
      for (const event of ['connect_error', 'disconnect'] as const) socket.on(event, () => resolve());
    });
    const joined = new Promise<boolean>((resolve) => {
      socket.on('connect', () => {
        this.faults.connections++;
        socket.timeout(15_000).emit('thread:watch', { id: this.threadId, afterSeq: this.last }, (error, answer) => {
          if (error || 'error' in answer) return resolve(false);
          for (const { seq } of answer.messages) this.hear(seq);
          watching = true;
          resolve(true);
        });
      });
      void ended.then(() => resolve(false));
    });
    if (await joined) await ended;
    else socket.disconnect();
  }

  private hear(seq: number): void {
    if (seq <= this.last) this.faults.twice++;
    else if (seq > this.last + 1) this.faults.outOfOrder++;
    this.last = Math.max(this.last, seq);
  }
}
