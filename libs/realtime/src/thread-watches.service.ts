import { Injectable } from '@nestjs/common';
import type { Message } from '#libs/contracts';
import type { ConsoleClient } from './console-socket.service.js';
import { LivePresence } from './live-presence.service.js';
import { LiveThreads } from './live-threads.service.js';
import { threadRoom } from './rooms.js';

/** Which console watches which threads. */
@Injectable()
export class ThreadWatches {
  constructor(
    private readonly threads: LiveThreads,
    private readonly presence: LivePresence,
  ) {}

  /** Everything after a number, and all that follows. */
  async join(socket: ConsoleClient, id: string, afterSeq: number): Promise<Message[]> {
    await socket.join(threadRoom(id));
    socket.data.watched.add(id);
    return this.threads.watch(id, afterSeq, {
      id: socket.id,
      created: (message) =>
        void socket.emit('message.created', { threadId: message.threadId, seq: message.seq, message }),
      updated: (message) => void socket.emit('message.updated', message),
    });
  }

  leave(socket: ConsoleClient, id: string): void {
    this.threads.unwatch(id, socket.id);
    this.presence.leave(id, socket);
    socket.data.watched.delete(id);
    void socket.leave(threadRoom(id));
  }

  /** It is no longer theirs to see: they hear that, and nothing more of it. */
  withdraw(socket: ConsoleClient, id: string): void {
    this.leave(socket, id);
    socket.emit('thread.gone', { id });
  }

  leaveAll(socket: ConsoleClient): void {
    for (const id of socket.data.watched) this.leave(socket, id);
  }
}
