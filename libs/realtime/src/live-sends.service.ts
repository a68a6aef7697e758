import { Injectable } from '@nestjs/common';
import type { SendCounts } from '#libs/contracts';
import { Sends, sumFor } from '#libs/messaging';
import type { ConsoleClient, ConsoleNamespace } from './console-socket.service.js';

const lookMs = 1500;

/**
 * Tells each of this hub's consoles how many of the sends it may see wait for a decision. By looking: a send fails in any
 * hub and in several statements, and the count is an index with a handful of rows.
 */
@Injectable()
export class LiveSends {
  private timer: NodeJS.Timeout | undefined;
  private readonly told = new WeakMap<ConsoleClient, SendCounts>();

  constructor(private readonly sends: Sends) {}

  start(namespace: ConsoleNamespace): void {
    this.timer = setInterval(() => void this.look(namespace).catch(() => {}), lookMs);
  }

  private async look(namespace: ConsoleNamespace): Promise<void> {
    if (namespace.sockets.size === 0) return;
    const tallies = await this.sends.tallies();
    for (const socket of namespace.sockets.values()) {
      const counts = sumFor(socket.data.principal, tallies);
      const told = this.told.get(socket);
      if (counts.failed === told?.failed && counts.unknown === told.unknown) continue;
      this.told.set(socket, counts);
      socket.emit('sends.changed', counts);
    }
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
