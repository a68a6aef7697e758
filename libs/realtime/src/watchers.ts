import type { Message } from '#libs/contracts';

/** What a watcher needs of its socket. */
export interface Listener {
  id: string;
  created(message: Message): void;
  updated(message: Message): void;
}

interface Watch {
  listener: Listener;
  /** The last number the listener has. */
  head: number;
  /** False until the listener has what it missed. */
  live: boolean;
}

interface WatchedThread {
  watches: Map<string, Watch>;
  /** The highest number heard of; a listener below it misses something. */
  heardOf: number;
  reading: boolean;
}

/**
 * Who watches which thread, and how far each has got: every listener hears every message once and in sequence, whatever
 * the order in which hints arrive, and wherever the message was committed. What a listener misses is read from the
 * database, once for all who miss it.
 */
export class Watchers {
  private readonly threads = new Map<string, WatchedThread>();

  constructor(private readonly read: (threadId: string, after: number) => Promise<Message[]>) {}

  watched(): string[] {
    return [...this.threads.keys()];
  }

  has(threadId: string): boolean {
    return this.threads.has(threadId);
  }

  /** Everything after `afterSeq`; from then on live. Joins first and reads then, so nothing falls in between. */
  async watch(threadId: string, afterSeq: number, listener: Listener): Promise<Message[]> {
    const watch: Watch = { listener, head: afterSeq, live: false };
    const thread = this.threads.get(threadId) ?? { watches: new Map<string, Watch>(), heardOf: 0, reading: false };
    this.threads.set(threadId, thread);
    thread.watches.set(listener.id, watch);
    try {
      const missed = await this.read(threadId, afterSeq);
      watch.head = missed.at(-1)?.seq ?? afterSeq;
      // After the acknowledgement: the listener must have what was missed before what is live.
      setImmediate(() => {
        if (thread.watches.get(listener.id) !== watch) return;
        watch.live = true;
        this.reached(threadId, watch.head);
      });
      return missed;
    } catch (error) {
      if (thread.watches.get(listener.id) === watch) this.unwatch(threadId, listener.id);
      throw error;
    }
  }

  unwatch(threadId: string, listenerId: string): void {
    const thread = this.threads.get(threadId);
    thread?.watches.delete(listenerId);
    if (thread?.watches.size === 0) this.threads.delete(threadId);
  }

  created(message: Message): void {
    const thread = this.threads.get(message.threadId);
    if (!thread) return;
    for (const watch of thread.watches.values()) {
      if (watch.live && message.seq === watch.head + 1) tell(watch, message);
    }
    this.reached(message.threadId, message.seq);
  }

  /** There is a message of this number: whoever does not have it gets it, and what is before it, from the database. */
  reached(threadId: string, seq: number): void {
    const thread = this.threads.get(threadId);
    if (!thread) return;
    thread.heardOf = Math.max(thread.heardOf, seq);
    if (!thread.reading) void this.catchUp(threadId, thread);
  }

  updated(message: Message): void {
    for (const { listener, head, live } of this.threads.get(message.threadId)?.watches.values() ?? []) {
      // What a listener does not have yet comes to it in its newest form anyway.
      if (live && message.seq <= head) listener.updated(message);
    }
  }

  private async catchUp(threadId: string, thread: WatchedThread): Promise<void> {
    thread.reading = true;
    try {
      for (let from = behind(thread); from !== null; from = behind(thread)) {
        const heardBefore = thread.heardOf;
        const missed = await this.read(threadId, from);
        for (const watch of thread.watches.values()) {
          // Who joined meanwhile from further back is served by the next round.
          if (!watch.live || watch.head < from) continue;
          for (const message of missed) if (message.seq > watch.head) tell(watch, message);
        }
        // A number that the database does not have is none: it is not asked for again.
        if (thread.heardOf === heardBefore) thread.heardOf = missed.at(-1)?.seq ?? from;
      }
    } catch {
      // The next hint, the next look at the heads or the listener's own resync finds the same gap. Not a retry: it would
      // be asked for again and again for as long as the database is away.
    } finally {
      thread.reading = false;
    }
  }
}

function tell(watch: Watch, message: Message): void {
  watch.head = message.seq;
  watch.listener.created(message);
}

/** The lowest number from which a listener misses something; null: nobody does. */
function behind({ watches, heardOf }: WatchedThread): number | null {
  const heads = [...watches.values()].filter((watch) => watch.live && watch.head < heardOf).map((watch) => watch.head);
  return heads.length > 0 ? Math.min(...heads) : null;
}
