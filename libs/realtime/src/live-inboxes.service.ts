import { Injectable, Logger } from '@nestjs/common';
import type { ThreadSummary, ThreadView } from '#libs/contracts';
import { type ThreadHead, Threads, type Watched } from '#libs/messaging';
import { Coalesce } from './coalesce.js';
import type { ConsoleClient, ConsoleNamespace } from './console-socket.service.js';

const coalesceMs = 60;
const remembered = 50_000;

/** Rooms are views, so that a console hears only of the threads its inbox shows. */
const prefix = 'inbox:';
const room = {
  all: `${prefix}all`,
  /** Of whichever team: its threads come and go by team, and its consoles choose among all. */
  team: `${prefix}all`,
  unassigned: `${prefix}unassigned`,
  mine: (userId: string) => `${prefix}mine:${userId}`,
  of: (assigneeId: string | null) => (assigneeId === null ? room.unassigned : room.mine(assigneeId)),
};
export const threadRoom = (threadId: string) => `thread:${threadId}`;

/** The open inboxes: each shows its threads as they now are. */
@Injectable()
export class LiveInboxes {
  private readonly log = new Logger('Console');
  private readonly changes = new Coalesce<string>(coalesceMs, (ids) => this.tell(ids));
  /** As the consoles were last told; with whose it was, for they must hear that it left their view. */
  private readonly told = new Map<string, { version: number; assigneeId: string | null }>();
  /** On the first page of a view at the last look at the heads. */
  private onFirstPage: string[] = [];
  private namespace: ConsoleNamespace | undefined;

  constructor(private readonly threads: Threads) {}

  start(namespace: ConsoleNamespace): void {
    this.namespace = namespace;
  }

  async follow(socket: ConsoleClient, view: ThreadView): Promise<void> {
    for (const name of socket.rooms) if (name.startsWith(prefix)) await socket.leave(name);
    await socket.join(view === 'mine' ? room.mine(String(socket.data.principal.userId)) : room[view]);
  }

  /** What one console was just answered: where another was told less, it hears of it now. */
  answered(summaries: readonly ThreadSummary[]): void {
    for (const summary of summaries) {
      const known = this.told.get(summary.id);
      if (!known) this.remember(summary);
      else if (known.version < summary.version) this.changes.add(summary.id);
    }
  }

  /** `assigneeId`: whose it is, where that is known. Most threads are on no screen, and are not even read then. */
  changed(threadId: string, assigneeId?: string | null): void {
    if (assigneeId === undefined || this.isShown(threadId, assigneeId)) this.changes.add(threadId);
  }

  /** The views that are on somebody's screen, and the rows that were on them. */
  shown(): Pick<Watched, 'all' | 'unassigned' | 'mine' | 'rows'> {
    const rooms = [...(this.namespace?.adapter.rooms.keys() ?? [])].filter((name) => name.startsWith(prefix));
    return {
      all: rooms.includes(room.all),
      unassigned: rooms.includes(room.unassigned),
      mine: rooms.flatMap((name) => /^inbox:mine:(\d+)$/.exec(name)?.[1] ?? []),
      rows: rooms.length > 0 ? this.onFirstPage : [],
    };
  }

  /** What the database says of the threads that are shown: whatever the consoles do not know of is read and told. */
  compare(heads: readonly ThreadHead[]): void {
    this.onFirstPage = heads.filter((head) => head.inView).map((head) => head.id);
    for (const { id, version } of heads) if (version > (this.told.get(id)?.version ?? 0)) this.changes.add(id);
  }

  stop(): void {
    this.changes.stop();
  }

  private isShown(threadId: string, assigneeId: string | null): boolean {
    return this.roomsOf(threadId, assigneeId).some((name) => this.namespace?.adapter.rooms.has(name));
  }

  /** Where it is to be seen, and where it was. */
  private roomsOf(threadId: string, assigneeId: string | null): string[] {
    const before = this.told.get(threadId)?.assigneeId ?? null;
    const rooms = [room.all, threadRoom(threadId), room.of(assigneeId)];
    return before === assigneeId ? rooms : [...rooms, room.of(before)];
  }

  private remember({ id, version, assignee }: ThreadSummary): void {
    if (this.told.size >= remembered) this.told.clear();
    this.told.set(id, { version, assigneeId: assignee?.id ?? null });
  }

  private async tell(ids: string[]): Promise<void> {
    // What nobody was told nobody has to be told again.
    if (!this.namespace || this.namespace.sockets.size === 0) return this.told.clear();
    try {
      for (const summary of await this.threads.summaries(ids)) {
        const rooms = this.roomsOf(summary.id, summary.assignee?.id ?? null);
        this.remember(summary);
        this.namespace.to(rooms).emit('thread.updated', summary);
      }
    } catch (error) {
      this.log.warn(`inboxes not told: ${(error as Error).message}`);
    }
  }
}
