import { Injectable, Logger } from '@nestjs/common';
import type { z } from 'zod';
import {
  InboxWatch,
  type Message,
  problemType,
  type SocketProblem,
  ThreadPresence,
  type ThreadSummary,
  ThreadWatch,
} from '#libs/contracts';
import { ChannelViews, Feed, Messages, Threads } from '#libs/messaging';
import { Clock, ProblemError } from '#libs/platform';
import { Coalesce } from './coalesce.js';
import type { ConsoleClient, ConsoleNamespace } from './console-socket.service.js';
import { Presence } from './presence.js';
import { Watchers } from './watchers.js';

const inboxPage = 25;
/** Missed messages are read from the database by this many. */
const missedAtOnce = 500;
const coalesceMs = 60;

/** Rooms are views, so that a console hears only of the threads its inbox shows. */
const room = {
  all: 'inbox:all',
  unassigned: 'inbox:unassigned',
  mine: (userId: string | null) => `inbox:mine:${userId}`,
};

/** What a console may ask for and what it is told. */
@Injectable()
export class ConsoleEvents {
  private readonly log = new Logger('Console');
  private readonly watchers = new Watchers(async (threadId, after) => {
    const missed: Message[] = [];
    for (;;) {
      const from = missed.at(-1)?.seq ?? after;
      const { items, hasMore } = await this.messages.list(threadId, { after: from, limit: missedAtOnce });
      missed.push(...items);
      if (!hasMore) return missed;
    }
  });
  private readonly presence = new Presence();
  private readonly changed = new Coalesce<string>(coalesceMs, (ids) => void this.tellInboxes(ids));
  /** Who had a thread when it was last told of: they must hear that it left their view. */
  private readonly lastAssignee = new Map<string, string | null>();
  private namespace: ConsoleNamespace | undefined;

  constructor(
    private readonly threads: Threads,
    private readonly messages: Messages,
    private readonly channels: ChannelViews,
    private readonly feed: Feed,
    private readonly clock: Clock,
  ) {}

  start(namespace: ConsoleNamespace): void {
    this.namespace = namespace;
    this.feed.on('created', (message) => this.watchers.created(message));
    this.feed.on('updated', (message) => this.watchers.updated(message));
    this.feed.on('thread', (threadId) => this.changed.add(threadId));
    this.feed.on('channels', () => void this.tellChannels());
  }

  stop(): void {
    this.changed.stop();
  }

  serve(socket: ConsoleClient): void {
    const { principal } = socket.data;
    const watched = new Set<string>();
    const listener = {
      id: socket.id,
      created: (message: Message) =>
        void socket.emit('message.created', { threadId: message.threadId, seq: message.seq, message }),
      updated: (message: Message) => void socket.emit('message.updated', message),
    };

    this.on(socket, 'inbox:watch', InboxWatch, async ({ view, after }) => {
      for (const name of socket.rooms) if (name.startsWith('inbox:')) await socket.leave(name);
      await socket.join(view === 'mine' ? room.mine(principal.userId) : room[view]);
      const query = { view, status: 'open', limit: inboxPage, cursor: after } as const;
      return { ...(await this.threads.list(query, principal)), counts: await this.threads.counts(principal) };
    });
    this.on(socket, 'thread:watch', ThreadWatch, async ({ id, afterSeq }) => {
      await this.threads.get(id);
      await socket.join(`thread:${id}`);
      watched.add(id);
      const messages = await this.watchers.watch(id, afterSeq, listener);
      return { messages, lastSeq: messages.at(-1)?.seq ?? afterSeq };
    });
    this.on(socket, 'thread:unwatch', ThreadPresence, async ({ id }) => {
      this.leave(id, socket);
      watched.delete(id);
      await socket.leave(`thread:${id}`);
      return { ok: true as const };
    });
    for (const kind of ['viewing', 'typing'] as const) {
      this.on(socket, `thread:${kind}`, ThreadPresence, async ({ id }) => {
        // Only of a thread that it watches: nobody can make themselves seen elsewhere.
        if (watched.has(id) && principal.userId) {
          this.presence.note(id, socket.id, principal.name, kind, this.clock.now().getTime());
          this.tellPresence(id);
        }
        return { ok: true as const };
      });
    }
    socket.on('disconnect', () => watched.forEach((id) => this.leave(id, socket)));
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

  private leave(threadId: string, socket: ConsoleClient): void {
    this.watchers.unwatch(threadId, socket.id);
    this.presence.leave(threadId, socket.id);
    this.tellPresence(threadId);
  }

  private tellPresence(id: string): void {
    const present = this.presence.of(id, this.clock.now().getTime());
    this.namespace?.to(`thread:${id}`).emit('thread.presence', { id, ...present });
  }

  /** Every hub finds out by itself and tells its own consoles. */
  private async tellChannels(): Promise<void> {
    try {
      const items = await this.channels.list();
      this.namespace?.local.emit('channels.updated', { items });
    } catch (error) {
      this.log.warn(`consoles not told of the channels: ${(error as Error).message}`);
    }
  }

  private async tellInboxes(ids: string[]): Promise<void> {
    let summaries: ThreadSummary[];
    try {
      summaries = await this.threads.summaries(ids);
    } catch (error) {
      this.log.warn(`inboxes not told: ${(error as Error).message}`);
      return;
    }
    for (const summary of summaries) {
      const assignee = summary.assignee?.id ?? null;
      const before = this.lastAssignee.get(summary.id) ?? null;
      this.lastAssignee.set(summary.id, assignee);
      if (this.lastAssignee.size > 50_000) this.lastAssignee.clear();
      const rooms = [room.all, `thread:${summary.id}`];
      for (const id of new Set([assignee, before])) rooms.push(id === null ? room.unassigned : room.mine(id));
      this.namespace?.to(rooms).emit('thread.updated', summary);
    }
  }
}
