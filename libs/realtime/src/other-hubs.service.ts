import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { hints as hintsMetric } from '#libs/platform';
import type { ConsoleNamespace } from './console-socket.service.js';
import { HintBatch, Hints, hintsEvent } from './hints.js';
import type { RedisLink } from './redis-link.js';

const batchMs = 5;
/** Injects the `RedisLink`, or undefined without Redis. */
export const REDIS_LINK = Symbol('REDIS_LINK');

/** The other hubs on the same database: told what changed here, heard when something changed there. */
@Injectable()
export class OtherHubs implements OnApplicationShutdown {
  private readonly batch = new HintBatch();
  private namespace: ConsoleNamespace | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(@Inject(REDIS_LINK) private readonly link: RedisLink | undefined) {}

  /** Undefined without Redis: Socket.IO's own, of one process. */
  get adapter() {
    return this.link?.adapter;
  }

  start(namespace: ConsoleNamespace, heard: (hints: Hints) => void): void {
    if (!this.link) return;
    this.namespace = namespace;
    namespace.on(hintsEvent, (sent) => {
      const { success, data } = Hints.safeParse(sent);
      if (!success) return;
      hintsMetric.inc({ direction: 'heard' });
      heard(data);
    });
  }

  /** Tells them a moment later, together with whatever else changes until then. */
  tell(what: (batch: HintBatch) => void): void {
    if (!this.namespace) return;
    what(this.batch);
    this.timer ??= setTimeout(() => this.send(), batchMs);
  }

  private send(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    hintsMetric.inc({ direction: 'told' });
    this.namespace?.serverSideEmit(hintsEvent, this.batch.take());
  }

  /** After the last request has ended: the others hear of its commit too. */
  async onApplicationShutdown(): Promise<void> {
    if (this.timer) this.send();
    this.namespace = undefined;
    await this.link?.close();
  }
}
