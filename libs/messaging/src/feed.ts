import { EventEmitter } from 'node:events';
import { Injectable } from '@nestjs/common';
import type { DraftKind, Message } from '#libs/contracts';
import type { Placed } from './threads/visible.js';

/** Where a message is: its thread, and its number there. */
export interface MessagePlace {
  threadId: string;
  seq: number;
}

/** For so long a hub that got no hint finds what was written at another: several looks, and the longest of commits. */
export const justNow = `interval '15 s'`;

/** Whose draft, and where. */
export interface DraftPlace {
  userId: string;
  threadId: string;
  kind: DraftKind;
}

interface FeedEvents {
  /** A committed message, ready to show. */
  created: [message: Message];
  /** Status, error or attachments of these messages changed. */
  changed: [messages: readonly MessagePlace[]];
  /** Anything an inbox shows of this thread changed; `assigneeId`: whose it is, where that is known; `from`: where it was. */
  thread: [threadId: string, assigneeId?: string | null, from?: Placed];
  /** A provider has accepted a send by this channel; `at`: when the request left. */
  sent: [channelId: string, at: Date];
  /** How a channel is, or which there are. */
  channels: [];
  /** Who colleagues are, what they do or whether they take work. */
  people: [];
  /** What a colleague is writing changed, or was sent. */
  draft: [draft: DraftPlace];
  /** A note named these colleagues. */
  mentions: [mentioned: MessagePlace & { userIds: readonly string[] }];
}

/**
 * What this process committed a moment ago, for who shows it live. A hint only: nothing may depend on having heard it,
 * the database is the truth. Consequences that must happen are jobs.
 */
@Injectable()
export class Feed extends EventEmitter<FeedEvents> {
  created(message: Message, assigneeId?: string | null, from?: Placed): void {
    this.emit('created', message);
    this.emit('thread', message.threadId, assigneeId, from);
  }

  changed(messages: readonly MessagePlace[]): void {
    if (messages.length > 0) this.emit('changed', messages);
  }

  people(): void {
    this.emit('people');
  }

  thread(threadId: string, from?: Placed): void {
    this.emit('thread', threadId, undefined, from);
  }

  draft(draft: DraftPlace): void {
    this.emit('draft', draft);
  }

  mentions(mentioned: MessagePlace & { userIds: readonly string[] }): void {
    this.emit('mentions', mentioned);
  }
}
