import { createHmac } from 'node:crypto';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Config, hints as hintsMetric } from '#libs/platform';
import type { ConsoleNamespace } from './console-socket.service.js';
import { HintBatch, Hints, hintsEvent } from './hints.js';
import { RedisLink } from './redis-link.js';

const batchMs = 5;

/** The other hubs on the same database: told what changed here, heard when something changed there. */
@Injectable()
export class OtherHubs implements OnApplicationShutdown {
  private readonly link: RedisLink | undefined;
  private readonly batch = new HintBatch();
  private namespace: ConsoleNamespace | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(@Inject(CONFIG) { redisUrl, secretKey }: Config) {
    if (!redisUrl) return;
    // Hubs on one database share its key; whoever else uses this Redis has another.
    const installation = createHmac('sha256', secretKey).update('hubs').digest('hex').slice(0, 12);
    this.link = new RedisLink(redisUrl, `shiftline:${installation}`);
  }

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
