import { useHotkeys } from '@mantine/hooks';
import type { RefObject } from 'react';
import { useShortcutsEnabled } from '../../ui/shortcuts.ts';

interface Places {
  scroller: RefObject<HTMLDivElement | null>;
  search: RefObject<HTMLInputElement | null>;
  openId: string | undefined;
}

/** j and k or the arrows walk the rows from where one stands, `/` searches; Enter follows the row's own link. */
export function useInboxKeys({ scroller, search, openId }: Places): void {
  const enabled = useShortcutsEnabled();
  const step = (by: 1 | -1) => {
    const rows = [...(scroller.current?.querySelectorAll<HTMLElement>('[data-thread-row]') ?? [])];
    const focused = rows.indexOf(document.activeElement as HTMLElement);
    const from = focused >= 0 ? focused : rows.findIndex((row) => row.dataset.threadRow === openId);
    const next = from < 0 ? rows[0] : rows[Math.min(Math.max(from + by, 0), rows.length - 1)];
    next?.focus();
  };
  // The arrows also scroll the conversation: they belong to the inbox only while one is in it, or nowhere in particular.
  const arrow = (by: 1 | -1) => (event: KeyboardEvent) => {
    const at = document.activeElement;
    if (at !== document.body && !scroller.current?.contains(at)) return;
    event.preventDefault();
    step(by);
  };
  const keys = { preventDefault: true };
  const unforced = { preventDefault: false };
  useHotkeys([
    ['ArrowDown', arrow(1), unforced],
    ['ArrowUp', arrow(-1), unforced],
    ...(enabled
      ? ([
          ['j', () => step(1), keys],
          ['k', () => step(-1), keys],
          ['/', () => search.current?.focus(), keys],
        ] as Parameters<typeof useHotkeys>[0])
      : []),
  ]);
}
