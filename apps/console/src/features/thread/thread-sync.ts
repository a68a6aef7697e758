import { api, type Message } from '#libs/contracts';
import { call } from '../../api/client.ts';
import { renew } from '../../api/connection.ts';
import { ask, socket, tell } from '../../api/socket.ts';
import { applyMessages, type MessageLog } from './message-log.ts';

interface Where {
  id: string;
  read: () => MessageLog | undefined;
  write: (change: (log: MessageLog) => MessageLog) => void;
  onAdded: (messages: Message[]) => void;
}

const heartbeat = 30_000;

/** The name of a thread's watch. */
export const threadWatch = (id: string) => `thread ${id}`;

/** Keeps one open thread whole: watches it, applies what comes, and asks again for what is missing. */
export class ThreadSync {
  readonly key: string;
  private readonly where: Where;
  /** Events that came while a watch was under way: they follow its answer. */
  private waiting: Message[] | null = null;
  private catching: Promise<void> | undefined;

  constructor(where: Where) {
    this.where = where;
    this.key = threadWatch(where.id);
  }

  /** On opening and after every reconnect: what was missed, then the states that changed meanwhile. */
  async run(): Promise<void> {
    await this.catchUp();
    await this.refreshLoaded();
  }

  private catchUp(): Promise<void> {
    this.catching ??= this.askForMissed().finally(() => (this.catching = undefined));
    return this.catching;
  }

  private async askForMissed(): Promise<void> {
    this.waiting = [];
    try {
      // Twice at most in practice: a second round only where more arrived than one answer held.
      for (let round = 0; round < 20; round += 1) {
        const log = this.where.read();
        if (!log) return;
        const answer = await ask('thread:watch', { id: this.where.id, afterSeq: log.lastSeq });
        this.apply(answer.messages);
        const now = this.where.read();
        if (!now || now.lastSeq >= answer.lastSeq || now.lastSeq === log.lastSeq) break;
      }
    } finally {
      const late = this.waiting;
      this.waiting = null;
      if (late.length > 0) this.apply(late);
    }
  }

  private async refreshLoaded(): Promise<void> {
    const log = this.where.read();
    const first = log?.messages[0]?.seq;
    if (!log || !first) return;
    let after = first - 1;
    for (let hasMore = true; hasMore && after < log.lastSeq;) {
      const page = await call(api.listMessages, { params: { id: this.where.id }, query: { after, limit: 200 } });
      this.apply(page.items);
      hasMore = page.hasMore && page.items.length > 0;
      after = page.items.at(-1)?.seq ?? after;
    }
  }

  private apply(messages: readonly Message[]): void {
    let added: Message[] = [];
    let gap = false;
    this.where.write((log) => {
      const next = applyMessages(log, messages);
      ({ added, gap } = next);
      return next.log;
    });
    if (added.length > 0) this.where.onAdded(added);
    if (gap && !this.waiting) renew(this.key);
  }

  /** A message as it now is, be it new or changed: the log tells which. */
  told(message: Message): void {
    if (message.threadId !== this.where.id) return;
    if (this.waiting) this.waiting.push(message);
    else this.apply([message]);
  }

  listen(): () => void {
    const onCreated = (event: { message: Message }) => this.told(event.message);
    const onUpdated = (message: Message) => this.told(message);
    // Repairs a lost event within seconds, and notices a connection that only looks alive.
    const beat = setInterval(() => {
      if (socket.connected && !this.waiting) this.catchUp().catch(() => renew(this.key));
    }, heartbeat);
    socket.on('message.created', onCreated).on('message.updated', onUpdated);
    return () => {
      clearInterval(beat);
      socket.off('message.created', onCreated).off('message.updated', onUpdated);
    };
  }

  leave(): void {
    if (socket.connected) tell('thread:unwatch', { id: this.where.id });
  }
}
