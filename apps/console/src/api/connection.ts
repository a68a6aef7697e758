import { useSyncExternalStore } from 'react';
import { ProblemError } from './client.ts';
import { connectionState, type ConnectionState } from './connection-state.ts';
import { onWake } from './sleep.ts';
import { socket } from './socket.ts';

interface Watch {
  run: () => Promise<void>;
  acknowledged: boolean;
  retry?: ReturnType<typeof setTimeout>;
}

const watches = new Map<string, Watch>();
const listeners = new Set<() => void>();
let epoch = 0;
let starting = true;
let state: ConnectionState = 'catching-up';
let reviving: ReturnType<typeof setTimeout> | undefined;

function settle() {
  const acknowledged = [...watches.values()].map((w) => w.acknowledged);
  const next = connectionState({ connected: socket.connected, starting, acknowledged });
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
}

async function run(key: string, watch: Watch) {
  const during = epoch;
  clearTimeout(watch.retry);
  watch.acknowledged = false;
  settle();
  const current = () => during === epoch && watches.get(key) === watch;
  try {
    await watch.run();
    if (current()) watch.acknowledged = true;
  } catch (error) {
    const refused = error instanceof ProblemError && !error.outcomeUnknown;
    // What the hub refuses (a thread that is gone) will be refused again: the screen shows it, the connection is well.
    if (current() && refused) watch.acknowledged = true;
    else if (current()) watch.retry = setTimeout(() => void run(key, watch), 1_000 + Math.random() * 2_000);
  }
  settle();
}

/** Runs `fn` now, if connected, and again after every reconnect; until it succeeds the console is not "live". */
export function watch(key: string, fn: () => Promise<void>): () => void {
  const entry: Watch = { run: fn, acknowledged: false };
  clearTimeout(watches.get(key)?.retry);
  watches.set(key, entry);
  if (socket.connected) void run(key, entry);
  else settle();
  return () => {
    clearTimeout(entry.retry);
    if (watches.get(key) === entry) watches.delete(key);
    settle();
  };
}

/** Runs one watch once more, where something was seen to be missing. */
export function renew(key: string): void {
  const entry = watches.get(key);
  if (entry && socket.connected) void run(key, entry);
}

/** Now, however long the next attempt would wait. */
export function hurry(): void {
  socket.disconnect();
  socket.connect();
}

/** Where the hub has refused or ended the connection Socket.IO does not come back by itself: ask why, then try again. */
function revive(refused: () => Promise<boolean>) {
  clearTimeout(reviving);
  reviving = setTimeout(
    () => {
      refused().then(
        (signedOut) => !signedOut && socket.connect(),
        () => revive(refused),
      );
    },
    300 + Math.random() * 2_500,
  );
}

/** Opens the connection; `refused` finds out whether the session is over (and leads to the sign-in page). */
export function openConnection(refused: () => Promise<boolean>): () => void {
  const onConnect = () => {
    epoch += 1;
    starting = false;
    for (const [key, entry] of watches) void run(key, entry);
    settle();
  };
  const onDisconnect = (reason: string) => {
    epoch += 1;
    for (const entry of watches.values()) entry.acknowledged = false;
    settle();
    if (reason === 'io server disconnect') revive(refused);
  };
  const onError = () => {
    starting = false;
    settle();
    if (!socket.active) revive(refused);
  };
  // A laptop that wakes or a cable that is pulled shows here long before the heartbeat notices.
  const onOffline = () => socket.io.engine?.close();
  const onOnline = () => void (socket.connected || hurry());
  // Whatever came while the tab slept is asked for; a connection that died meanwhile is noticed by asking.
  const onWoken = () => {
    if (socket.connected) for (const key of watches.keys()) renew(key);
    else if (!socket.active) revive(refused);
    else hurry();
  };
  const stopWaking = onWake(onWoken);
  socket.on('connect', onConnect).on('disconnect', onDisconnect).on('connect_error', onError);
  window.addEventListener('offline', onOffline);
  window.addEventListener('online', onOnline);
  starting = true;
  settle();
  socket.connect();
  return () => {
    clearTimeout(reviving);
    stopWaking();
    socket.off('connect', onConnect).off('disconnect', onDisconnect).off('connect_error', onError);
    window.removeEventListener('offline', onOffline);
    window.removeEventListener('online', onOnline);
    socket.disconnect();
    settle();
  };
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useConnection = (): ConnectionState => useSyncExternalStore(subscribe, () => state);
