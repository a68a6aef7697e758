import { useEffect } from 'react';

/** The name of the page in the tab, the unread count first where there is one. */
export function usePageTitle(name: string, unread = 0): void {
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${name} · Shiftline`;
  }, [name, unread]);
}
