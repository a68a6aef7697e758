import { useSyncExternalStore } from 'react';

/** What is written in a thread: words for the customer, a template, or a note for colleagues. */
export type Mode = 'reply' | 'template' | 'note';

const keyOf = (threadId: string) => `shiftline.mode.${threadId}`;
const listeners = new Set<() => void>();

function modeOf(threadId: string): Mode {
  const kept = sessionStorage.getItem(keyOf(threadId));
  return kept === 'note' || kept === 'template' ? kept : 'reply';
}

function setMode(threadId: string, mode: Mode): void {
  if (mode === 'reply') sessionStorage.removeItem(keyOf(threadId));
  else sessionStorage.setItem(keyOf(threadId), mode);
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Kept for each thread: who looks something up elsewhere comes back to the note they were writing. */
export function useMode(threadId: string): [Mode, (mode: Mode) => void] {
  const mode = useSyncExternalStore(subscribe, () => modeOf(threadId));
  return [mode, (next) => setMode(threadId, next)];
}
