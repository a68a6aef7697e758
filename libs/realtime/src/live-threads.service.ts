import { Injectable, Logger } from '@nestjs/common';
import type { Message } from '#libs/contracts';
import { type MessagePlace, Messages, type MessageState, type ThreadHead } from '#libs/messaging';
import { Coalesce } from './coalesce.js';
import { type Listener, Watchers } from './watchers.js';

/** Missed messages are read from the database by this many. */
const missedAtOnce = 500;
const changesMs = 5;

/** The watched threads: every watcher has all their messages, each as it now is. */
@Injectable()
export class LiveThreads {
  private readonly log = new Logger('Console');
  private readonly watchers = new Watchers((threadId, after) => this.after(threadId, after));
  private readonly changes = new Coalesce<string>(changesMs, (ids) => this.tellChanged(ids));
  /**
   * Of each watched thread what can still change, as its watchers were last told. The first look at a thread finds
   * nothing here and tells it all: nobody knows what changed since the first watcher asked.
   */
  private readonly told = new Map<string, Map<number, string>>();

  constructor(private readonly messages: Messages) {}

  watch(threadId: string, afterSeq: number, listener: Listener): Promise<Message[]> {
    return this.watchers.watch(threadId, afterSeq, listener);
  }

  unwatch(threadId: string, listenerId: string): void {
    this.watchers.unwatch(threadId, listenerId);
    if (!this.watchers.has(threadId)) this.told.delete(threadId);
  }

  watched(): string[] {
    return this.watchers.watched();
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
    for (const { id: threadId, lastSeq, latest } of heads) {
      if (!this.watchers.has(threadId)) continue;
      this.watchers.reached(threadId, lastSeq);
      const told = this.told.get(threadId);
      const now = new Map((latest ?? []).map((state) => [state.seq, fingerprint(state)]));
      this.told.set(threadId, now);
      this.changed([...now].filter(([seq, is]) => told?.get(seq) !== is).map(([seq]) => ({ threadId, seq })));
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
        this.told.get(message.threadId)?.set(message.seq, fingerprint(stateOf(message)));
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
  attachments: attachments.length > 0 ? attachments.map((a) => a.status) : null,
});

const fingerprint = ({ status, errorCode, attachments }: MessageState) =>
  `${status} ${errorCode ?? ''} ${attachments?.join(' ') ?? ''}`;
