import { EventEmitter } from 'node:events';
import { Injectable } from '@nestjs/common';
import type { Message } from '#libs/contracts';
import { Database } from '#libs/platform';
import { messageColumns, type MessageRow, messageView } from './threads/message.view.js';

interface FeedEvents {
  /** A committed message, ready to show. */
  created: [message: Message];
  /** Status, error or attachments of a message changed. */
  updated: [message: Message];
  /** Anything an inbox shows of this thread changed. */
  thread: [threadId: string];
  /** How a channel is, or which there are. */
  channels: [];
}

/**
 * What was committed a moment ago, for who shows it live. A hint only: nothing may depend on having heard it, the
 * database is the truth. Consequences that must happen are jobs.
 */
@Injectable()
export class Feed extends EventEmitter<FeedEvents> {
  constructor(private readonly db: Database) {
    super();
  }

  created(message: Message): void {
    this.emit('created', message);
    this.emit('thread', message.threadId);
  }

  /** Statuses or attachments of these messages changed. Never fails anybody: the screens resync if this is lost. */
  async changed(messages: readonly { threadId: string; seq: number }[]): Promise<void> {
    if (messages.length === 0) return;
    try {
      const rows = await this.db.query<MessageRow>(
        `select ${messageColumns('m')} from unnest($1::bigint[], $2::int[]) as c(thread_id, seq)
         join messages m using (thread_id, seq)`,
        [messages.map((m) => m.threadId), messages.map((m) => m.seq)],
      );
      for (const row of rows) this.emit('updated', messageView(row));
    } catch {
      // The screens read it at their next resync.
    }
  }

  thread(threadId: string): void {
    this.emit('thread', threadId);
  }
}
