import { z } from 'zod';
import { Id, pageQuery, Seq } from './route.js';
import type { SendCounts } from './sends.js';
import type { Channel } from './administration.js';
import type { ThreadCounts } from './thread-lists.js';
import type { Draft } from './drafts.js';
import type { Mention } from './mentions.js';
import type { LiveBoard } from './live-board.js';
import type { Message, ThreadSummary } from './threads.js';
import { type Availability, ThreadView } from './words.js';

/** Socket.IO namespace of the console. Signed in by the session cookie or `auth: {token}`. */
export const consoleNamespace = '/console';

export const InboxWatch = z.object({
  view: ThreadView,
  /** Further views whose changes are told, without their pages: for notices of what is not on the screen. */
  also: z.array(ThreadView).max(4).default([]),
  after: pageQuery.shape.cursor,
});
export const ThreadWatch = z.object({ id: Id, afterSeq: Seq });
export const ThreadPresence = z.object({ id: Id });
export const BoardWatch = z.object({});

/** Every acknowledgement is either the answer or this. */
export interface SocketProblem {
  error: { type: string; title: string };
}
export type Ack<T> = (answer: T | SocketProblem) => void;

export interface ClientEvents {
  /** Live summaries of one view from now on; acknowledges its first page (after a cursor: the page after it). */
  'inbox:watch': (
    input: z.input<typeof InboxWatch>,
    ack: Ack<{ items: ThreadSummary[]; nextCursor: string | null; counts: ThreadCounts }>,
  ) => void;
  /** Everything missed since `afterSeq`, then live, with no gap and no repeat. */
  'thread:watch': (input: z.input<typeof ThreadWatch>, ack: Ack<{ messages: Message[]; lastSeq: number }>) => void;
  'thread:unwatch': (input: z.input<typeof ThreadPresence>, ack: Ack<{ ok: true }>) => void;
  'thread:typing': (input: z.input<typeof ThreadPresence>, ack: Ack<{ ok: true }>) => void;
  'thread:viewing': (input: z.input<typeof ThreadPresence>, ack: Ack<{ ok: true }>) => void;
  /** The live board from now on; acknowledges it as it is. For supervisors and administrators. */
  'board:watch': (input: z.input<typeof BoardWatch>, ack: Ack<{ board: LiveBoard }>) => void;
  'board:unwatch': (input: z.input<typeof BoardWatch>, ack: Ack<{ ok: true }>) => void;
}

export interface ServerEvents {
  'thread.updated': (summary: ThreadSummary) => void;
  /** It is no longer theirs to see: it went to another team, say. Nothing more of it is told. */
  'thread.gone': (event: { id: string }) => void;
  'message.created': (event: { threadId: string; seq: number; message: Message }) => void;
  /** Status, error or attachments of a message changed. */
  'message.updated': (message: Message) => void;
  /** How many sends wait for somebody to decide. */
  'sends.changed': (counts: SendCounts) => void;
  /** A channel's health changed, or the list itself. To everyone signed in. */
  'channels.updated': (event: { items: Channel[] }) => void;
  /** Colleagues who came, went, or chose whether they take work. To everyone signed in. */
  'people.updated': (event: { items: { id: string; availability: Availability; chosen: Availability }[] }) => void;
  /** To those who watch the board, at most once a second, and only when a number on it changed. */
  'board.updated': (board: LiveBoard) => void;
  /** What one is writing changed in another tab, or was sent. To the colleague whose draft it is alone. */
  'draft.updated': (draft: Draft) => void;
  /** To who was mentioned alone. */
  'mention.created': (mention: Mention) => void;
  'thread.presence': (event: { id: string; viewing: string[]; typing: string[] }) => void;
}
