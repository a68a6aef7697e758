import { Injectable, Logger } from '@nestjs/common';
import { forbidden } from '#libs/access';
import { api, type LiveBoard } from '#libs/contracts';
import { Repeat } from '#libs/platform';
import { BoardReader } from '#libs/reports';
import type { ConsoleClient, ConsoleNamespace } from './console-socket.service.js';

const room = 'board';
const lookMs = 1000;

/**
 * The live board of this hub's consoles: read once a second for all of them, and told where a number on it changed. By
 * looking: most of what it shows changes in other hubs too, or by the passing of time. Nothing is read while nobody watches.
 */
@Injectable()
export class LiveBoards {
  private readonly log = new Logger('Console');
  private namespace: ConsoleNamespace | undefined;
  private looking: Repeat | undefined;
  private told = '';

  constructor(private readonly board: BoardReader) {}

  start(namespace: ConsoleNamespace): void {
    this.namespace = namespace;
    this.looking = new Repeat(
      lookMs,
      () => this.look(),
      ({ message }) => this.log.warn(`the live board is not told: ${message}`),
    );
  }

  async stop(): Promise<void> {
    this.namespace = undefined;
    await this.looking?.stop();
  }

  /** Joins first and reads then, so that nothing falls in between; whoever loses the role is disconnected. */
  async watch(socket: ConsoleClient): Promise<LiveBoard> {
    if (!(api.liveBoard.access as readonly string[]).includes(socket.data.principal.role)) throw forbidden();
    await socket.join(room);
    return this.board.read();
  }

  async leave(socket: ConsoleClient): Promise<void> {
    await socket.leave(room);
  }

  private async look(): Promise<void> {
    if (!this.namespace?.adapter.rooms.has(room)) {
      this.told = '';
      return;
    }
    const board = await this.board.read();
    const said = numbersOf(board);
    if (said !== this.told) this.namespace?.local.to(room).emit('board.updated', board);
    this.told = said;
  }
}

/** What is news: everything but the times as of which it is. */
const numbersOf = (board: LiveBoard): string =>
  JSON.stringify(board, (key, value: unknown) => (key === 'at' || key === 'from' ? undefined : value));
