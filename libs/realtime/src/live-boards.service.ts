import { Injectable, Logger } from '@nestjs/common';
import { forbidden } from '#libs/access';
import { api, type LiveBoard } from '#libs/contracts';
import { BoardReader } from '#libs/reports';
import type { ConsoleClient, ConsoleNamespace } from './console-socket.service.js';

const room = 'board';
const pauseMs = 1000;

/**
 * The live board of this hub's consoles: read once for all of them, a second after the last time, and told where a number
 * on it changed. By looking: most of what it shows changes in other hubs too, or by the passing of time. Nothing is read
 * while nobody watches.
 */
@Injectable()
export class LiveBoards {
  private readonly log = new Logger('Console');
  private namespace: ConsoleNamespace | undefined;
  private timer: NodeJS.Timeout | undefined;
  private told = '';
  private blind = false;

  constructor(private readonly board: BoardReader) {}

  start(namespace: ConsoleNamespace): void {
    this.namespace = namespace;
  }

  stop(): void {
    clearTimeout(this.timer);
    this.namespace = undefined;
  }

  /** Joins first and reads then, so that nothing falls in between; whoever loses the role is disconnected. */
  async watch(socket: ConsoleClient): Promise<LiveBoard> {
    if (!(api.liveBoard.access as readonly string[]).includes(socket.data.principal.role)) throw forbidden();
    await socket.join(room);
    this.timer ??= setTimeout(() => void this.look(), pauseMs);
    return this.board.read();
  }

  async leave(socket: ConsoleClient): Promise<void> {
    await socket.leave(room);
  }

  private async look(): Promise<void> {
    if (this.isWatched()) await this.tell();
    this.timer = undefined;
    if (this.isWatched()) this.timer = setTimeout(() => void this.look(), pauseMs);
    else this.told = '';
  }

  private async tell(): Promise<void> {
    try {
      const board = await this.board.read();
      const said = numbersOf(board);
      if (said !== this.told) this.namespace?.local.to(room).emit('board.updated', board);
      this.told = said;
      this.blind = false;
    } catch (error) {
      if (!this.blind) this.log.warn(`the live board is not told: ${(error as Error).message}`);
      this.blind = true;
    }
  }

  private isWatched(): boolean {
    return this.namespace?.adapter.rooms.has(room) ?? false;
  }
}

/** What is news: everything but the times as of which it is. */
const numbersOf = (board: LiveBoard): string =>
  JSON.stringify(board, (key, value: unknown) => (key === 'at' || key === 'from' ? undefined : value));
