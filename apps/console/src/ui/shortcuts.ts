import { useSyncExternalStore } from 'react';

/** Single-key shortcuts can get in the way of speech input and screen readers, so they can be switched off. */
const key = 'shiftline.shortcuts';
const listeners = new Set<() => void>();
export const shortcutsEnabled = (): boolean => localStorage.getItem(key) !== 'off';

export function switchShortcuts(on: boolean): void {
  localStorage.setItem(key, on ? 'on' : 'off');
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const useShortcutsEnabled = (): boolean => useSyncExternalStore(subscribe, shortcutsEnabled);
