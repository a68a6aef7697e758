import { Injectable } from '@nestjs/common';
import type { SendCounts } from '#libs/contracts';
import { Sends } from '#libs/messaging';
import type { ConsoleNamespace } from './console-socket.service.js';

const lookMs = 1500;

/**
 * Tells this hub's consoles how many sends wait for a decision. By looking: a send fails in any hub and in several
 * statements, and the count is an index with a handful of rows.
 */
@Injectable()
export class LiveSends {
  private timer: NodeJS.Timeout | undefined;
  private told: SendCounts | undefined;

  constructor(private readonly sends: Sends) {}

  start(namespace: ConsoleNamespace): void {
    this.timer = setInterval(() => void this.look(namespace).catch(() => {}), lookMs);
  }

  private async look(namespace: ConsoleNamespace): Promise<void> {
    if (namespace.sockets.size === 0) return;
    const counts = await this.sends.counts();
    if (counts.failed === this.told?.failed && counts.unknown === this.told.unknown) return;
    this.told = counts;
    namespace.local.emit('sends.changed', counts);
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
