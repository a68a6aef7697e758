import { useEffect, useSyncExternalStore } from 'react';

/** What has happened while nobody looked; stands before every page's name. */
let notices = 0;
const listeners = new Set<() => void>();

export function setTitleNotice(next: (count: number) => number): void {
  notices = next(notices);
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The name of the page in the tab, the unread count first where there is one. */
export function usePageTitle(name: string, unread = 0): void {
  const count = useSyncExternalStore(subscribe, () => notices);
  useEffect(() => {
    const first = count > 0 ? `● ${count} · ` : unread > 0 ? `(${unread}) ` : '';
    document.title = `${first}${name} · Shiftline`;
  }, [name, unread, count]);
}
