import { Injectable, Logger } from '@nestjs/common';
import type { SendCounts } from '#libs/contracts';
import { Sends, sumFor } from '#libs/messaging';
import { Repeat } from '#libs/platform';
import type { ConsoleClient, ConsoleNamespace } from './console-socket.service.js';

const lookMs = 1500;

/**
 * Tells each of this hub's consoles how many of the sends it may see wait for a decision. By looking: a send fails in any
 * hub and in several statements, and the count is an index with a handful of rows.
 */
@Injectable()
export class LiveSends {
  private readonly log = new Logger('Console');
  private looking: Repeat | undefined;
  private readonly told = new WeakMap<ConsoleClient, SendCounts>();

  constructor(private readonly sends: Sends) {}

  start(namespace: ConsoleNamespace): void {
    this.looking = new Repeat(
      lookMs,
      () => this.look(namespace),
      ({ message }) => this.log.warn(`failed sends not told: ${message}`),
    );
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

  async stop(): Promise<void> {
    await this.looking?.stop();
  }
}
