import { Injectable, Logger } from '@nestjs/common';
import type { Message } from '#libs/contracts';
import { type MessagePlace, Messages, type MessageState, type ThreadHead, type Watched } from '#libs/messaging';
import { Coalesce } from './coalesce.js';
import { type Listener, Watchers } from './watchers.js';

/** Missed messages are read from the database by this many. */
const missedAtOnce = 500;
const changesMs = 5;
/** The messages of this many threads are looked at together; of more they take turns (0.1 ms of the database each). */
const closelyAtOnce = 100;

/** The watched threads: every watcher has all their messages, each as it now is. */
@Injectable()
export class LiveThreads {
  private readonly log = new Logger('Console');
  private readonly watchers = new Watchers((threadId, after) => this.after(threadId, after));
  private readonly changes = new Coalesce<string>(changesMs, (ids) => this.tellChanged(ids));
  /** Of each thread that was looked at what can still change, as its watchers were last told. */
  private readonly told = new Map<string, Map<number, string>>();

  private turn = 0;

  constructor(private readonly messages: Messages) {}

  watch(threadId: string, afterSeq: number, listener: Listener): Promise<Message[]> {
    return this.watchers.watch(threadId, afterSeq, listener);
  }

  unwatch(threadId: string, listenerId: string): void {
    this.watchers.unwatch(threadId, listenerId);
    if (!this.watchers.has(threadId)) this.told.delete(threadId);
  }

  /** `fresh`: what their watchers had when they came, nobody knows; the first look tells it all. */
  watched(): Pick<Watched, 'threads' | 'closely' | 'fresh'> {
    const threads = this.watchers.watched();
    if (this.turn >= threads.length) this.turn = 0;
    const closely = threads.slice(this.turn, (this.turn += closelyAtOnce));
    return { threads, closely, fresh: closely.filter((id) => !this.told.has(id)) };
  }

  /** Committed here. */
  created(message: Message): void {
    this.watchers.created(message);
  }

  /** Committed somewhere, as far as this number. */
  reached(threadId: string, seq: number): void {
    this.watchers.reached(threadId, seq);
  }

  changed(places: Iterable<MessagePlace>): void {
    for (const { threadId, seq } of places) if (this.watchers.has(threadId)) this.changes.add(`${threadId}-${seq}`);
  }

  /** What the database says of the watched threads: whatever the watchers do not know of is read and told. */
  compare(heads: readonly ThreadHead[]): void {
    for (const { id: threadId, lastSeq, changing } of heads) {
      if (!this.watchers.has(threadId)) continue;
      this.watchers.reached(threadId, lastSeq);
      if (!changing) continue;
      const told = this.told.get(threadId) ?? new Map<number, string>();
      const now = new Map(changing.map((state) => [state.seq, fingerprint(state)]));
      // What no longer can change has changed.
      const seqs = new Set([...told.keys(), ...now.keys()]);
      this.changed([...seqs].filter((seq) => told.get(seq) !== now.get(seq)).map((seq) => ({ threadId, seq })));
      this.told.set(threadId, new Map(changing.filter(canChange).map((s) => [s.seq, fingerprint(s)])));
    }
  }

  stop(): void {
    this.changes.stop();
  }

  private async tellChanged(ids: string[]): Promise<void> {
    const places = ids.map((id) => {
      const [threadId, seq] = id.split('-');
      return { threadId: threadId!, seq: Number(seq) };
    });
    try {
      for (const message of await this.messages.at(places)) {
        const state = stateOf(message);
        if (canChange(state)) this.told.get(message.threadId)?.set(message.seq, fingerprint(state));
        else this.told.get(message.threadId)?.delete(message.seq);
        this.watchers.updated(message);
      }
    } catch (error) {
      for (const { threadId } of places) this.told.delete(threadId);
      this.log.warn(`changes not told: ${(error as Error).message}`);
    }
  }

  private async after(threadId: string, seq: number): Promise<Message[]> {
    const missed: Message[] = [];
    for (;;) {
      const after = missed.at(-1)?.seq ?? seq;
      const { items, hasMore } = await this.messages.list(threadId, { after, limit: missedAtOnce });
      missed.push(...items);
      if (!hasMore) return missed;
    }
  }
}

const stateOf = ({ seq, status, error, attachments }: Message): MessageState => ({
  seq,
  status,
  errorCode: error?.code ?? null,
  pending: attachments.filter((a) => a.status === 'pending').length,
});

const canChange = ({ status, pending }: MessageState) => (status !== 'read' && status !== 'received') || pending > 0;

const fingerprint = ({ status, errorCode, pending }: MessageState) => `${status} ${errorCode} ${pending}`;
