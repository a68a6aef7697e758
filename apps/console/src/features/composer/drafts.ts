import { api, type Draft, type DraftKind } from '#libs/contracts';
import { useEffect, useSyncExternalStore } from 'react';
import { call, ProblemError, sendOnLeaving } from '../../api/client.ts';
import { socket } from '../../api/socket.ts';

/** What was being written: here at once, half a second later at the hub, which tells the colleague's other tabs. */
interface Local {
  text: string;
  version: number;
  /** The hub does not have it yet. */
  dirty: boolean;
}

const settleMs = 500;
const retryMs = 5_000;
const storage = 'shiftline.draft.';
const nothing: Local = { text: '', version: 0, dirty: false };
const locals = new Map<string, Local>();
const listeners = new Set<() => void>();
const timers = new Map<string, ReturnType<typeof setTimeout>>();
const asking = new Set<string>();

const keyOf = (threadId: string, kind: DraftKind) => `${threadId}.${kind}`;
const partsOf = (key: string) => {
  const [threadId, kind] = key.split('.') as [string, DraftKind];
  return { threadId, kind };
};

function localOf(key: string): Local {
  const known = locals.get(key);
  if (known) return known;
  const kept = sessionStorage.getItem(storage + key);
  const local = kept ? (JSON.parse(kept) as Local) : nothing;
  locals.set(key, local);
  return local;
}

function set(key: string, fields: Partial<Local>) {
  const local = { ...localOf(key), ...fields };
  locals.set(key, local);
  if (local.text || local.dirty) sessionStorage.setItem(storage + key, JSON.stringify(local));
  else sessionStorage.removeItem(storage + key);
  for (const listener of listeners) listener();
}

export const readDraft = (threadId: string, kind: DraftKind): string => localOf(keyOf(threadId, kind)).text;

export function writeDraft(threadId: string, kind: DraftKind, text: string): void {
  const key = keyOf(threadId, kind);
  set(key, { text, dirty: true });
  keepSoon(key, text === '' ? 0 : settleMs);
}

/** Above what is being written already: it came first. */
export function putBackDraft(threadId: string, kind: DraftKind, text: string): void {
  const written = readDraft(threadId, kind);
  if (text) writeDraft(threadId, kind, written ? `${text}\n${written}` : text);
}

function keepSoon(key: string, after: number) {
  clearTimeout(timers.get(key));
  timers.set(
    key,
    setTimeout(() => void keep(key), after),
  );
}

const requestOf = (key: string) => {
  const { threadId, kind } = partsOf(key);
  const { text, version } = localOf(key);
  // Beyond what the hub keeps it stays in this tab alone.
  return { params: { id: threadId }, body: { text: text.slice(0, 20_000), kind, version } };
};

async function keep(key: string): Promise<void> {
  // The answer of the request under way brings it on.
  if (!localOf(key).dirty || asking.has(key)) return;
  asking.add(key);
  const { text } = localOf(key);
  let again: number | null = null;
  try {
    const { version } = await call(api.putDraft, requestOf(key));
    const typedOn = localOf(key).text !== text;
    set(key, { version, dirty: typedOn });
    if (typedOn) again = settleMs;
  } catch (error) {
    again = afterRefusal(key, error);
  } finally {
    asking.delete(key);
  }
  if (again !== null) keepSoon(key, again);
}

function afterRefusal(key: string, error: unknown): number | null {
  if (!(error instanceof ProblemError) || error.outcomeUnknown) return retryMs;
  if (error.code !== 'draft-changed') {
    set(key, { dirty: false });
    return null;
  }
  // Another tab was quicker; what is being typed here and now is the newest.
  const { draft } = error.problem as unknown as { draft: Draft };
  set(key, { version: draft.version });
  return 0;
}

/** What the hub has; words that it does not know yet are kept over it. */
function learn({ threadId, kind, text, version }: Draft) {
  const key = keyOf(threadId, kind);
  const local = localOf(key);
  if (version > local.version && !local.dirty && !asking.has(key)) set(key, { text, version });
}

async function load(threadId: string): Promise<void> {
  const { items } = await call(api.listDrafts, { params: { id: threadId } });
  for (const kind of ['reply', 'note'] as const) {
    const key = keyOf(threadId, kind);
    const draft = items.find((item) => item.kind === kind);
    const { dirty, text } = localOf(key);
    if (draft) learn(draft);
    // Sent or cleared somewhere else meanwhile.
    else if (!dirty && !asking.has(key) && text) set(key, { text: '' });
    if (dirty) keepSoon(key, 0);
  }
}

/** Every draft of this user, on whatever thread; what the hub does not have yet goes to it when the connection is back. */
export function startDrafts(): () => void {
  const dirty = () => [...locals.keys()].filter((key) => localOf(key).dirty);
  const onConnect = () => dirty().forEach((key) => keepSoon(key, 0));
  const onLeaving = () => dirty().forEach((key) => sendOnLeaving(api.putDraft, requestOf(key)));
  socket.on('draft.updated', learn).on('connect', onConnect);
  window.addEventListener('pagehide', onLeaving);
  return () => {
    socket.off('draft.updated', learn).off('connect', onConnect);
    window.removeEventListener('pagehide', onLeaving);
  };
}

/** Asks what was written in other tabs, now and whenever something may have been missed. */
export function useDraftsOf(threadId: string): void {
  useEffect(() => {
    const look = () => void load(threadId).catch(() => undefined);
    const onVisible = () => void (document.visibilityState === 'visible' && look());
    look();
    socket.on('connect', look);
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      socket.off('connect', look);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [threadId]);
}

/** Before signing out: so that the next device goes on with them. */
export const keepDrafts = (): Promise<unknown> =>
  Promise.all([...locals.keys()].filter((key) => localOf(key).dirty).map((key) => keep(key)));

export function forgetDrafts(): void {
  for (const timer of timers.values()) clearTimeout(timer);
  locals.clear();
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(storage)) sessionStorage.removeItem(key);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const useDraft = (threadId: string, kind: DraftKind): string =>
  useSyncExternalStore(subscribe, () => readDraft(threadId, kind));
