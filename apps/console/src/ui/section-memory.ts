import { useSyncExternalStore } from 'react';

/** Which sections of side panels this person has closed, on this device. */
const key = 'shiftline.closed-sections';
const listeners = new Set<() => void>();

function closed(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

export function toggleSection(id: string): void {
  const now = closed();
  localStorage.setItem(key, JSON.stringify(now.includes(id) ? now.filter((one) => one !== id) : [...now, id]));
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
};
export const useSectionOpen = (id: string): boolean => useSyncExternalStore(subscribe, () => !closed().includes(id));
