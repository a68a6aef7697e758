import { useSyncExternalStore } from 'react';

const query = window.matchMedia('(max-width: 63.99em)');

function subscribe(changed: () => void): () => void {
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}

/** Whether handset and console do not fit beside each other. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}
