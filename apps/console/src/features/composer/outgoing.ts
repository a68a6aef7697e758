import { api, type Message, type Problem } from '#libs/contracts';
import { useSyncExternalStore } from 'react';
import { call, ProblemError, unreachable } from '../../api/client.ts';
import type { Attached } from './use-attached.ts';

/** A reply or note between the send key and its place in the thread. Kept under its clientId, so a retry is the same message. */
export interface Outgoing {
  clientId: string;
  threadId: string;
  text: string;
  kind: 'reply' | 'note';
  /** What goes with it, uploaded already. */
  files: readonly Attached[];
  at: string;
  state: 'sending' | 'failed';
  problem?: Problem;
}

const storageKey = 'shiftline.outgoing';
const listeners = new Set<() => void>();
const queues = new Map<string, Promise<unknown>>();
let all: readonly Outgoing[] = restore();

function restore(): Outgoing[] {
  try {
    const kept = JSON.parse(sessionStorage.getItem(storageKey) ?? '[]') as Outgoing[];
    const { problem } = unreachable();
    // The page was reloaded before the hub answered: nobody knows, and a retry under the same clientId is safe.
    return kept.map((o) => (o.state === 'sending' ? { ...o, state: 'failed', problem } : o));
  } catch {
    return [];
  }
}

function write(next: readonly Outgoing[]) {
  all = next;
  sessionStorage.setItem(storageKey, JSON.stringify(all));
  for (const listener of listeners) listener();
}

const change = (clientId: string, fields: Partial<Outgoing>) =>
  write(all.map((o) => (o.clientId === clientId ? { ...o, ...fields } : o)));

export const dropOutgoing = (clientId: string) => write(all.filter((o) => o.clientId !== clientId));
export const forgetOutgoing = () => write([]);

async function post({ clientId, threadId, text, kind, files }: Outgoing, lastSeenSeq: number): Promise<Message> {
  change(clientId, { state: 'sending', problem: undefined });
  try {
    const attachmentIds = files.flatMap(({ id }) => id ?? []);
    const matter = { ...(text && { text }), ...(attachmentIds.length > 0 && { attachmentIds }) };
    return await call(api.postMessage, { params: { id: threadId }, body: { clientId, ...matter, kind, lastSeenSeq } });
  } catch (error) {
    const { problem } = error instanceof ProblemError ? error : unreachable();
    change(clientId, { state: 'failed', problem });
    throw error;
  }
}

/** One after the other within a thread: a short message never overtakes a long one. Answers the hub's message. */
export function sendOutgoing(outgoing: Outgoing, lastSeenSeq: number): Promise<Message> {
  if (!all.some((o) => o.clientId === outgoing.clientId)) write([...all, outgoing]);
  const before = queues.get(outgoing.threadId) ?? Promise.resolve();
  const sent = before.then(() => post(outgoing, lastSeenSeq));
  queues.set(
    outgoing.threadId,
    sent.catch(() => undefined),
  );
  return sent;
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const useOutgoing = (): readonly Outgoing[] => useSyncExternalStore(subscribe, () => all);
