import { Injectable, Logger } from '@nestjs/common';
import type { z } from 'zod';
import { BoardWatch, InboxWatch, problemType, type SocketProblem, ThreadPresence, ThreadWatch } from '#libs/contracts';
import { ThreadLists, Threads } from '#libs/messaging';
import { ProblemError } from '#libs/platform';
import type { ConsoleClient } from './console-socket.service.js';
import { LiveBoards } from './live-boards.service.js';
import { LiveInboxes } from './live-inboxes.service.js';
import { LivePresence } from './live-presence.service.js';
import { ThreadWatches } from './thread-watches.service.js';

const inboxPage = 25;

/** What a console may ask for. */
@Injectable()
export class ConsoleEvents {
  private readonly log = new Logger('Console');

  constructor(
    private readonly threads: Threads,
    private readonly lists: ThreadLists,
    private readonly watches: ThreadWatches,
    private readonly inboxes: LiveInboxes,
    private readonly boards: LiveBoards,
    private readonly presence: LivePresence,
  ) {}

  serve(socket: ConsoleClient): void {
    const { principal, watched } = socket.data;

    this.on(socket, 'inbox:watch', InboxWatch, async ({ view, also, after }) => {
      await this.inboxes.follow(socket, [view, ...also]);
      const query = { view, status: 'open', sort: 'latest', limit: inboxPage, cursor: after } as const;
      const page = await this.lists.list(query, principal);
      this.inboxes.answered(page.items);
      return { ...page, counts: await this.lists.counts(principal) };
    });
    this.on(socket, 'thread:watch', ThreadWatch, async ({ id, afterSeq }) => {
      this.inboxes.answered([await this.threads.get(id, principal)]);
      // Gone meanwhile: nobody would ever unwatch it.
      if (!socket.connected) return { messages: [], lastSeq: afterSeq };
      const messages = await this.watches.join(socket, id, afterSeq);
      return { messages, lastSeq: messages.at(-1)?.seq ?? afterSeq };
    });
    this.on(socket, 'thread:unwatch', ThreadPresence, async ({ id }) => {
      this.watches.leave(socket, id);
      return { ok: true as const };
    });
    for (const kind of ['viewing', 'typing'] as const) {
      this.on(socket, `thread:${kind}`, ThreadPresence, async ({ id }) => {
        // Only of a thread that it watches: nobody can make themselves seen elsewhere.
        if (watched.has(id)) this.presence.note(id, socket, kind);
        return { ok: true as const };
      });
    }
    this.on(socket, 'board:watch', BoardWatch, async () => ({ board: await this.boards.watch(socket) }));
    this.on(socket, 'board:unwatch', BoardWatch, async () => {
      await this.boards.leave(socket);
      return { ok: true as const };
    });
    socket.on('disconnect', () => this.watches.leaveAll(socket));
  }

  /** Parses what came, and always answers: with the result, or with the problem. */
  private on<S extends z.ZodType, R>(
    socket: ConsoleClient,
    event: string,
    schema: S,
    work: (input: z.output<S>) => Promise<R>,
  ): void {
    const handler = async (input: unknown, ack: unknown) => {
      let answer: R | SocketProblem;
      try {
        const parsed = schema.safeParse(input);
        if (!parsed.success) throw new ProblemError('validation', 400, parsed.error.issues[0]!.message);
        answer = await work(parsed.data);
      } catch (error) {
        const { code, title } =
          error instanceof ProblemError ? error : { code: 'internal', title: 'Something went wrong' };
        if (code === 'internal') this.log.error(`${event}: ${(error as Error).message}`);
        answer = { error: { type: problemType(code), title } };
      }
      if (typeof ack === 'function') (ack as (answer: R | SocketProblem) => void)(answer);
    };
    (socket.on as (name: string, handler: (input: unknown, ack: unknown) => Promise<void>) => void).call(
      socket,
      event,
      handler,
    );
  }
}
