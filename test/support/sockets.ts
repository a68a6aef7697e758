import { afterEach, expect } from 'vitest';
import type { Message, ThreadCounts, ThreadSummary } from '#libs/contracts';
import type { TestHub } from './hub.js';
import { postTwilio, twilioText } from './providers.js';
import { ask, type Console, dialled, outcome } from './raw-socket.js';

export type Page = { items: ThreadSummary[]; nextCursor: string | null; counts: ThreadCounts };
type Caught = { messages: Message[]; lastSeq: number };

/** Sockets of one spec's hub, closed after each of its tests. `of` answers the hub, and who connects where nobody is named. */
export function socketsOf(of: () => { hub: TestHub; who: { cookie: string } }) {
  const open: Console[] = [];
  afterEach(() => {
    for (const socket of open.splice(0)) socket.disconnect();
  });
  const opened = (socket: Console) => {
    open.push(socket);
    return socket;
  };
  const dial = (headers: Record<string, string> = {}, auth: object = {}) => opened(dialled(of().hub, headers, auth));
  return {
    opened,
    dial,
    connect: async (who: Record<string, string> = of().who): Promise<Console> => {
      const socket = dial(who);
      expect(await outcome(socket)).toBe('connected');
      return socket;
    },
    watch: (socket: Console, id: string, afterSeq: number) => ask<Caught>(socket, 'thread:watch', { id, afterSeq }),
    bySms: (phone: string, text: string) =>
      postTwilio(of().hub, '/webhooks/twilio/messages', twilioText(of().hub, phone, text)),
  };
}

export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
