import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { createAdapter } from '@socket.io/redis-streams-adapter';
import { createClient } from 'redis';
import type { Namespace } from 'socket.io';
import { redisConnected } from '#libs/platform';
import { hintsEvent } from './hints.js';

/** What one hub's adapter sends another's, as far as it is of interest here. */
interface ClusterMessage {
  type: number;
  data?: { packet?: unknown[]; requestId?: string };
}
/** The protected side of the adapter. */
interface Inner {
  onMessage(message: ClusterMessage, offset?: string): void;
  doPublish(message: ClusterMessage): Promise<string>;
}

/** Of socket.io-adapter's `MessageType`: SERVER_SIDE_EMIT. */
const serverSideEmit = 9;
const isHints = ({ type, data }: ClusterMessage) =>
  type === serverSideEmit && data?.requestId === undefined && data?.packet?.[0] === hintsEvent;

/** Up to two seconds, with jitter: many hubs lose the same Redis at the same moment. */
const reconnectStrategy = (retries: number) => Math.min(50 * 2 ** retries, 1800) + Math.random() * 200;
const never = new Promise<never>(() => {});

/**
 * Socket.IO's Redis Streams adapter on connections that may come and go: nothing here ever fails or holds up a hub.
 * Two things are narrowed. Only hints pass, out and in: what is emitted to rooms stays in this process, so that no
 * customer's data reaches Redis and nobody who can write to Redis reaches a screen. And the adapter's commands never
 * reject: adapter 0.3.1 leaves some of its promises unhandled, which would end the process, and asks again without a
 * pause, which would busy it.
 */
export class RedisLink {
  private readonly log = new Logger('Redis');
  private readonly writer;
  private readonly readers: { destroy(): void }[] = [];
  private away = false;
  private closed = false;

  /** `name` keeps apart what shares a Redis. */
  constructor(
    private readonly url: string,
    private readonly name: string,
  ) {
    // What cannot be said now is not said later: whoever missed it has looked for itself by then.
    this.writer = this.connection({ disableOfflineQueue: true, commandsQueueMaxLength: 1000 });
    this.writer.on('ready', () => this.is(true)).on('error', (error: Error) => this.is(false, error));
    void this.writer.connect().catch(() => {});
  }

  /** Made by `new`, as Socket.IO does it: no arrow function. */
  get adapter() {
    const options = { streamName: this.name, channelPrefix: this.name, onlyPlaintext: true };
    const create = createAdapter(this.forAdapter(), options);
    return function hintsOnly(namespace: Namespace) {
      const adapter = create(namespace);
      const inner = adapter as unknown as Inner;
      const [onMessage, doPublish] = [inner.onMessage.bind(adapter), inner.doPublish.bind(adapter)];
      inner.onMessage = (message, offset) => void (isHints(message) && onMessage(message, offset));
      inner.doPublish = (message) => (isHints(message) ? doPublish(message) : Promise.resolve(''));
      return adapter;
    };
  }

  /** What is being said is said, unless Redis is away or silent. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.race([this.writer.close().catch(() => {}), sleep(500, undefined, { ref: false })]);
    for (const client of [this.writer, ...this.readers]) client.destroy();
    redisConnected.set(0);
  }

  private connection(options: { disableOfflineQueue?: boolean; commandsQueueMaxLength?: number } = {}) {
    return createClient({ url: this.url, name: 'shiftline', ...options, socket: { reconnectStrategy } });
  }

  /** The methods that the adapter calls. */
  private forAdapter() {
    // By this it knows a client of the `redis` package.
    const known = { sSubscribe: () => {} };
    return {
      ...known,
      publish: (channel: string, payload: Buffer) =>
        this.writer.publish(channel, payload).then(
          () => {},
          () => {},
        ),
      duplicate: () => {
        const client = this.connection();
        this.readers.push(client);
        client.on('error', () => {});
        return {
          ...known,
          on: () => {},
          connect: () => client.connect().catch(() => never),
          subscribe: (channels: string[], listener: (payload: Buffer) => void) =>
            client.subscribe(channels, listener, true).catch((error: Error) => this.is(false, error)),
          xRead: (...args: Parameters<typeof client.xRead>) => client.xRead(...args).catch(() => sleep(500, null)),
          disconnect: () => client.destroy(),
        };
      },
    };
  }

  /** One line when it goes, one when it is back. */
  private is(connected: boolean, error?: Error): void {
    if (this.closed) return;
    redisConnected.set(connected ? 1 : 0);
    if (!connected && !this.away) this.log.warn(`away (${error?.message}): other hubs find out within seconds`);
    if (connected && this.away) this.log.log('back: other hubs are told at once');
    this.away = !connected;
  }
}
