import { setTimeout as sleep } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { type ClientEvents, consoleNamespace, type ServerEvents } from '#libs/contracts';
import type { Random } from './random.js';

type ConsoleSocket = Socket<ServerEvents, ClientEvents>;

/** One console: watches a few threads on one hub, hears, leaves, comes back at another and says how far it is. */
export class ConsoleClient {
  /** By thread: every number in the order it came. */
  readonly heard = new Map<string, number[]>();
  private socket: ConsoleSocket | undefined;
  /** The threads whose watch has been answered on this connection: only those are promised to it. */
  private joined = new Set<string>();
  private stopped = false;

  constructor(
    private readonly apiKey: string,
    private readonly random: Random,
    /** Where a hub might be; a dead one refuses, and the next try picks again. */
    private readonly urls: readonly string[],
    private readonly threads: () => readonly string[],
    private readonly count: (name: string) => void,
  ) {}

  /** Until `stop`: connected for a while, then gone without a word. */
  async flap(): Promise<void> {
    while (!this.stopped) {
      if (await this.connect(this.random.pick(this.urls))) {
        this.count('console-connected');
        await this.watch();
        await sleep(this.random.between(500, 4000));
      }
      this.drop();
      await sleep(this.random.between(0, 300));
    }
  }

  stop(): void {
    this.stopped = true;
  }

  drop(): void {
    this.socket?.disconnect();
    this.socket = undefined;
  }

  /** The last resync: whether every thread's rest has come. */
  async resync(url: string): Promise<boolean> {
    this.drop();
    if (!(await this.connect(url))) return false;
    return this.watch();
  }

  private async connect(url: string): Promise<boolean> {
    const socket: ConsoleSocket = io(url + consoleNamespace, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      timeout: 3000,
      auth: { token: this.apiKey },
    });
    this.socket = socket;
    this.joined = new Set();
    // What still arrives from a connection that was left is nobody's.
    socket.on('message.created', ({ threadId, seq }) => {
      if (this.socket === socket && this.joined.has(threadId)) this.hear(threadId, seq);
    });
    return new Promise((resolve) => {
      socket.on('connect', () => resolve(true));
      for (const event of ['connect_error', 'disconnect'] as const) socket.on(event, () => resolve(false));
    });
  }

  private async watch(): Promise<boolean> {
    if (this.heard.size < 4) {
      for (const id of this.threads()) if (this.heard.size < 4 && this.random.chance(0.3)) this.heard.set(id, []);
    }
    const { socket } = this;
    if (!socket) return false;
    const answers = [...this.heard].map(
      ([id, seqs]) =>
        new Promise<boolean>((resolve) => {
          const asked = { id, afterSeq: seqs.at(-1) ?? 0 };
          // By callback and not by promise: what comes live right behind the answer must find it taken in.
          socket.timeout(5000).emit('thread:watch', asked, (error, answer) => {
            if (error || 'error' in answer || this.socket !== socket) return resolve(false);
            for (const { seq } of answer.messages) this.hear(id, seq);
            this.joined.add(id);
            resolve(true);
          });
        }),
    );
    return (await Promise.all(answers)).every(Boolean);
  }

  private hear(threadId: string, seq: number): void {
    const seqs = this.heard.get(threadId) ?? [];
    this.heard.set(threadId, seqs);
    seqs.push(seq);
  }
}
