import { Injectable, Logger } from '@nestjs/common';
import type { ThreadSummary, ThreadView } from '#libs/contracts';
import { maySee, type Placed, placeOf, type ThreadHead, Threads, type Watched } from '#libs/messaging';
import { Coalesce } from './coalesce.js';
import type { ConsoleClient, ConsoleNamespace } from './console-socket.service.js';
import { inboxPrefix, room, roomsOfThread, roomsOfView, threadRoom, viewsOfRooms } from './rooms.js';
import { ThreadWatches } from './thread-watches.service.js';

const coalesceMs = 60;
const remembered = 50_000;

type Told = Placed & { version: number; emitted: boolean };

/** The open inboxes: each shows its threads as they now are. */
@Injectable()
export class LiveInboxes {
  private readonly log = new Logger('Console');
  private readonly changes = new Coalesce<string>(coalesceMs, (ids) => this.tell(ids));
  /** As the consoles were last told; with where it was, for they must hear that it left their view. */
  private readonly told = new Map<string, Told>();
  /** On the first page of a view at the last look at the heads. */
  private onFirstPage: string[] = [];
  private namespace: ConsoleNamespace | undefined;

  constructor(
    private readonly threads: Threads,
    private readonly watches: ThreadWatches,
  ) {}

  start(namespace: ConsoleNamespace): void {
    this.namespace = namespace;
  }

  async follow(socket: ConsoleClient, views: readonly ThreadView[]): Promise<void> {
    for (const name of socket.rooms) if (name.startsWith(inboxPrefix)) await socket.leave(name);
    await socket.join(views.flatMap((view) => roomsOfView(view, socket.data.principal)));
  }

  /** What one console was just answered: where another was told less, it hears of it now. */
  answered(summaries: readonly ThreadSummary[]): void {
    for (const summary of summaries) {
      const known = this.told.get(summary.id);
      if (!known) this.remember(summary, false);
      else if (known.version < summary.version) this.changes.add(summary.id);
    }
  }

  /** Where a thread was that has just moved; rows beyond a first page are on screens without having been told of. */
  was(threadId: string, place: Placed): void {
    if (!this.told.has(threadId)) this.note(threadId, { version: 0, emitted: false, ...place });
  }

  /** `assigneeId`: whose it is, where that is known. Most threads are on no screen, and are not even read then. */
  changed(threadId: string, assigneeId?: string | null): void {
    if (assigneeId === undefined || this.isShown(threadId, assigneeId)) this.changes.add(threadId);
  }

  /** The views that are on somebody's screen, and the rows that were on them. */
  shown(): Pick<Watched, 'all' | 'unassigned' | 'mine' | 'teams' | 'free' | 'rows'> {
    const rooms = [...(this.namespace?.adapter.rooms.keys() ?? [])].filter((name) => name.startsWith(inboxPrefix));
    return { ...viewsOfRooms(rooms), rows: rooms.length > 0 ? this.onFirstPage : [] };
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
    const here = this.namespace?.adapter.rooms;
    if (here?.has(room.byTeam)) return true;
    const before = roomsOfThread(this.told.get(threadId) ?? nobodys);
    const rooms = [threadRoom(threadId), ...roomsOfThread({ assigneeId, teamId: null }), ...before];
    return rooms.some((name) => here?.has(name));
  }

  private remember(summary: ThreadSummary, emitted: boolean): void {
    this.note(summary.id, { version: summary.version, emitted, ...placeOf(summary) });
  }

  private note(threadId: string, known: Told): void {
    if (this.told.size >= remembered) this.told.clear();
    this.told.set(threadId, known);
  }

  private async tell(ids: string[]): Promise<void> {
    // What nobody was told nobody has to be told again.
    if (!this.namespace || this.namespace.sockets.size === 0) return this.told.clear();
    try {
      for (const summary of await this.threads.summaries(ids)) {
        this.tellOne(this.namespace, summary);
      }
    } catch (error) {
      this.log.warn(`inboxes not told: ${(error as Error).message}`);
    }
  }

  /** To whom it is theirs to see; and who saw it where it was hears that it left. */
  private tellOne(namespace: ConsoleNamespace, summary: ThreadSummary): void {
    const { id } = summary;
    const place = placeOf(summary);
    const known = this.told.get(id);
    // A hint and a look at the heads may both have asked for it.
    if (known?.emitted && known.version >= summary.version) return;
    this.remember(summary, true);
    for (const socket of this.socketsIn([threadRoom(id)])) {
      if (!maySee(place, socket.data.principal)) this.watches.withdraw(socket, id);
    }
    const now = [threadRoom(id), ...roomsOfThread(place)];
    namespace.to(now).emit('thread.updated', summary);
    const left = roomsOfThread(known ?? nobodys).filter((name) => !now.includes(name));
    for (const socket of this.socketsIn(left)) {
      if (now.some((name) => socket.rooms.has(name))) continue;
      if (maySee(place, socket.data.principal)) socket.emit('thread.updated', summary);
      else if (known) socket.emit('thread.gone', { id });
    }
  }

  /** Of this hub, each once. */
  private socketsIn(rooms: readonly string[]): Set<ConsoleClient> {
    const { adapter, sockets } = this.namespace!;
    const ids = rooms.flatMap((name) => [...(adapter.rooms.get(name) ?? [])]);
    return new Set(ids.flatMap((id) => sockets.get(id) ?? []));
  }
}

/** Where a thread was of which nothing is known: most have not been taken. */
const nobodys: Placed = { assigneeId: null, teamId: null };
