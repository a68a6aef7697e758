import { io, type Socket } from 'socket.io-client';
import type { ClientEvents, Message, ServerEvents, SocketProblem, ThreadCounts, ThreadSummary } from '#libs/contracts';
import type { TestHub } from './hub.js';

export type InboxPage = { items: ThreadSummary[]; nextCursor: string | null; counts: ThreadCounts };

/** A console at a hub, and everything it has heard, in order. */
export interface ListeningConsole {
  socket: Socket<ServerEvents, ClientEvents>;
  created: { threadId: string; seq: number; message: Message }[];
  updated: Message[];
  threads: ThreadSummary[];
  presence: { id: string; viewing: string[]; typing: string[] }[];
  /** Threads that are no longer theirs to see. */
  gone: string[];
  ask<T>(event: string, input: unknown): Promise<T & Partial<SocketProblem>>;
  /** From the number given on; the numbers that were missed. */
  watch(id: string, afterSeq?: number): Promise<number[]>;
  inbox(view: 'mine' | 'unassigned' | 'all'): Promise<InboxPage>;
}

/** Connects as whoever the headers say; rejects where the hub refuses. */
export async function openConsole(hub: TestHub, headers: Record<string, string>): Promise<ListeningConsole> {
  const socket: ListeningConsole['socket'] = io(`${hub.url}/console`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: headers,
  });
  const console: ListeningConsole = {
    socket,
    created: [],
    updated: [],
    threads: [],
    presence: [],
    gone: [],
    ask: (event, input) => (socket.timeout(15_000) as never as { emitWithAck: Function }).emitWithAck(event, input),
    watch: async (id, afterSeq = 0) =>
      (await console.ask<{ messages: Message[] }>('thread:watch', { id, afterSeq })).messages.map((m) => m.seq),
    inbox: (view) => console.ask<InboxPage>('inbox:watch', { view }),
  };
  socket.on('message.created', (event) => console.created.push(event));
  socket.on('message.updated', (message) => console.updated.push(message));
  socket.on('thread.updated', (summary) => console.threads.push(summary));
  socket.on('thread.presence', (event) => console.presence.push(event));
  socket.on('thread.gone', ({ id }) => console.gone.push(id));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return console;
}
