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
  /** While the missed messages are being read: what came live meanwhile. */
  held: Message[] | null;
}

/**
 * Who watches which thread, and how far each has got: every listener hears every message once and in sequence, whatever
 * the order in which hints arrive. A hint that skips a number makes the gap be read from the database.
 */
export class Watchers {
  private readonly threads = new Map<string, Map<string, Watch>>();

  constructor(private readonly read: (threadId: string, after: number) => Promise<Message[]>) {}

  /** Everything after `afterSeq`; from then on live. Joins first and reads then, so nothing falls in between. */
  async watch(threadId: string, afterSeq: number, listener: Listener): Promise<Message[]> {
    const watch: Watch = { listener, head: afterSeq, held: [] };
    const watches = this.threads.get(threadId) ?? new Map<string, Watch>();
    this.threads.set(threadId, watches.set(listener.id, watch));
    try {
      const missed = await this.read(threadId, afterSeq);
      watch.head = missed.at(-1)?.seq ?? afterSeq;
      // After the acknowledgement: the listener must have what was missed before what is live.
      setImmediate(() => this.release(threadId, watch));
      return missed;
    } catch (error) {
      this.unwatch(threadId, listener.id);
      throw error;
    }
  }

  unwatch(threadId: string, listenerId: string): void {
    const watches = this.threads.get(threadId);
    watches?.delete(listenerId);
    if (watches?.size === 0) this.threads.delete(threadId);
  }

  created(message: Message): void {
    for (const watch of this.threads.get(message.threadId)?.values() ?? [])
      this.offer(message.threadId, watch, message);
  }

  updated(message: Message): void {
    for (const { listener, head, held } of this.threads.get(message.threadId)?.values() ?? []) {
      // What a listener does not have yet comes to it in its newest form anyway.
      if (message.seq <= head && held === null) listener.updated(message);
    }
  }

  private offer(threadId: string, watch: Watch, message: Message): void {
    if (watch.held) {
      watch.held.push(message);
    } else if (message.seq === watch.head + 1) {
      watch.head = message.seq;
      watch.listener.created(message);
    } else if (message.seq > watch.head) {
      watch.held = [message];
      void this.catchUp(threadId, watch);
    }
  }

  private async catchUp(threadId: string, watch: Watch): Promise<void> {
    try {
      for (const message of await this.read(threadId, watch.head)) {
        watch.head = message.seq;
        watch.listener.created(message);
      }
      this.release(threadId, watch);
    } catch {
      // The next hint, or the listener's own resync, finds the same gap. Not what is held: it would be read for at once,
      // again and again for as long as the database is away.
      watch.held = null;
    }
  }

  private release(threadId: string, watch: Watch): void {
    const held = (watch.held ?? []).filter((m) => m.seq > watch.head).sort((a, b) => a.seq - b.seq);
    watch.held = null;
    for (const message of held) this.offer(threadId, watch, message);
  }
}
