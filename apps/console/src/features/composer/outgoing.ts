import { api, type Message } from '#libs/contracts';
import { useSyncExternalStore } from 'react';
import { call, ProblemError, sendOnLeaving, unreachable } from '../../api/client.ts';
import { socket } from '../../api/socket.ts';
import { afterFailure, due, heldUp, nextDue, type Outgoing, restored } from './outgoing-rules.ts';
import { forgetAll, keyOf, leftBehind, ownTab } from './tab-store.ts';

const prefix = 'shiftline.outgoing.';
/** How often a tab looks for what a closed one has left. */
const lookMs = 10_000;

interface Hearer {
  onSent: (message: Message) => void;
  /** The hub knows better than this screen. */
  onRefused: () => void;
}

let all: readonly Outgoing[] = [];
let storageKey: string | null = null;
let userId: string | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
let starts = 0;
const listeners = new Set<() => void>();
const hearers = new Map<string, Hearer>();

function write(next: readonly Outgoing[]) {
  all = next;
  if (storageKey) {
    if (all.length > 0) localStorage.setItem(storageKey, JSON.stringify({ userId, entries: all }));
    else localStorage.removeItem(storageKey);
  }
  for (const listener of listeners) listener();
}

const change = (clientId: string, fields: Partial<Outgoing>) =>
  write(all.map((o) => (o.clientId === clientId ? { ...o, ...fields } : o)));

/** This user's of what a page has kept; what another one left is nobody's. */
function entriesOf(kept: string | null): Outgoing[] {
  try {
    const { userId: whose, entries } = JSON.parse(kept ?? '{}') as { userId?: string; entries?: Outgoing[] };
    return whose === userId && entries ? restored(entries, Date.now()) : [];
  } catch {
    return [];
  }
}

const isOnline = () => navigator.onLine;

const bodyOf = ({ clientId, text, kind, files, mentions, lastSeenSeq }: Outgoing) => {
  const attachmentIds = files.flatMap(({ id }) => id ?? []);
  return {
    clientId,
    kind,
    lastSeenSeq,
    ...(text && { text }),
    ...(attachmentIds.length > 0 && { attachmentIds }),
    ...(kind === 'note' && mentions.length > 0 && { mentions: [...mentions] }),
  };
};

async function post(outgoing: Outgoing): Promise<void> {
  const { clientId, threadId } = outgoing;
  change(clientId, { state: 'sending', attempts: outgoing.attempts + 1, problem: undefined });
  try {
    const message = await call(api.postMessage, { params: { id: threadId }, body: bodyOf(outgoing) });
    const hearer = hearers.get(threadId);
    // Shown until the message itself is.
    if (hearer) change(clientId, { state: 'sent' });
    else dropOutgoing(clientId);
    hearer?.onSent(message);
  } catch (error) {
    const { problem } = error instanceof ProblemError ? error : unreachable();
    const now = all.find((o) => o.clientId === clientId);
    if (now) {
      const after = afterFailure(now, problem, Date.now());
      change(clientId, after);
      if (after.state === 'failed') hearers.get(threadId)?.onRefused();
    }
  }
  pump();
}

/** Sends what is due, and looks again when the next is. */
function pump(): void {
  clearTimeout(timer);
  if (userId === null) return;
  const online = isOnline();
  if (!online && all.some(({ state }) => state === 'held')) write(heldUp(all, Date.now()));
  for (const outgoing of due(all, Date.now(), online)) void post(outgoing);
  const next = nextDue(all, Date.now(), online);
  if (next !== null) timer = setTimeout(pump, Math.max(0, next - Date.now()));
}

/** The connection is back: what waits for it goes now. */
function hurry(): void {
  if (all.some(({ state }) => state === 'waiting'))
    write(all.map((o) => (o.state === 'waiting' ? { ...o, sendAt: Date.now() } : o)));
  pump();
}

export function enqueue(outgoing: Outgoing): void {
  write([...all, outgoing]);
  pump();
}

/** Once more, as it is or with what is known now; at once. */
export function sendAgain(clientId: string, fields: Partial<Outgoing> = {}): void {
  change(clientId, { ...fields, state: 'waiting', sendAt: Date.now(), problem: undefined });
  pump();
}

export function dropOutgoing(clientId: string): void {
  write(all.filter((o) => o.clientId !== clientId));
  pump();
}

async function adopt(): Promise<void> {
  const entries = (await leftBehind(prefix)).flatMap(entriesOf);
  if (entries.length === 0) return;
  const known = new Set(all.map(({ clientId }) => clientId));
  write([...all, ...entries.filter(({ clientId }) => !known.has(clientId))]);
  pump();
}

/** A page that ends cannot be undone any more: what it holds goes now, and once more from whoever finds it in the store. */
function onLeaving(): void {
  if (!isOnline()) return;
  const leaving = due(
    all.map((o) => ({ ...o, sendAt: 0 })),
    Date.now(),
    true,
  );
  for (const outgoing of leaving) {
    sendOnLeaving(api.postMessage, { params: { id: outgoing.threadId }, body: bodyOf(outgoing) });
    change(outgoing.clientId, { state: 'waiting', attempts: outgoing.attempts + 1, sendAt: Date.now() + 2_000 });
  }
}

/** While somebody is signed in. */
export function startOutgoing(user: string): () => void {
  userId = user;
  const start = ++starts;
  void ownTab().then(async (tab) => {
    if (start !== starts) return;
    storageKey = keyOf(prefix, tab);
    const before = entriesOf(localStorage.getItem(storageKey));
    write([...before, ...all]);
    pump();
    await adopt();
  });
  const looking = setInterval(() => void adopt(), lookMs);
  socket.on('connect', hurry);
  window.addEventListener('online', hurry);
  window.addEventListener('pagehide', onLeaving);
  return () => {
    starts += 1;
    userId = null;
    clearTimeout(timer);
    clearInterval(looking);
    socket.off('connect', hurry);
    window.removeEventListener('online', hurry);
    window.removeEventListener('pagehide', onLeaving);
    all = [];
  };
}

/** The thread is on the screen: it shows what has become of its messages. */
export function hearOutgoing(threadId: string, hearer: Hearer): () => void {
  hearers.set(threadId, hearer);
  return () => {
    if (hearers.get(threadId) === hearer) hearers.delete(threadId);
    write(all.filter((o) => o.threadId !== threadId || o.state !== 'sent'));
  };
}

/** How many would be lost by signing out now, once those that can go have gone. */
export async function unsentAfterTrying(): Promise<number> {
  write(all.map((o) => (o.state === 'held' ? { ...o, sendAt: 0 } : o)));
  hurry();
  const left = () => all.filter(({ state }) => state !== 'sent').length;
  for (let waited = 0; left() > 0 && isOnline() && waited < 3_000; waited += 100) {
    if (all.every(({ state }) => state === 'failed')) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return left();
}

export function forgetOutgoing(): void {
  write([]);
  forgetAll(prefix);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const useOutgoing = (): readonly Outgoing[] => useSyncExternalStore(subscribe, () => all);
