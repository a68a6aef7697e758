import { useHotkeys } from '@mantine/hooks';
import type { RefObject } from 'react';
import { t } from '../../text/t.ts';
import { useCommands } from '../../ui/commands.ts';
import type { ListHandle } from './thread-list.tsx';

interface Places {
  scroller: RefObject<HTMLDivElement | null>;
  search: RefObject<HTMLInputElement | null>;
  list: RefObject<ListHandle | null>;
  /** In the order of the screen. */
  rows: readonly string[];
  openId: string | undefined;
  selected: number;
  onSelect: (id: string, range: boolean) => void;
  onClear: () => void;
  onUnread: (id: string) => void;
}

/** j and k or the arrows walk the rows from where one stands, `/` searches, x chooses; Enter follows the row's own link. */
export function useInboxCommands(places: Places): void {
  const { scroller, search, list, rows, openId, selected, onSelect, onClear, onUnread } = places;
  const focusedId = () =>
    (document.activeElement?.closest('[data-thread-row]') as HTMLElement | null)?.dataset.threadRow;
  const step = (by: 1 | -1) => {
    const from = rows.indexOf(focusedId() ?? openId ?? '');
    if (rows.length > 0) list.current?.focus(from < 0 ? 0 : Math.min(Math.max(from + by, 0), rows.length - 1));
  };
  const here = () => focusedId() ?? openId;
  const choose = (range: boolean) => {
    const id = here();
    if (id && rows.includes(id)) onSelect(id, range);
  };
  useCommands([
    {
      id: 'next-thread',
      label: t('Next thread'),
      group: 'inbox',
      keys: 'j',
      repeats: true,
      onlyKeys: true,
      run: () => step(1),
    },
    {
      id: 'previous-thread',
      label: t('Previous thread'),
      group: 'inbox',
      keys: 'k',
      repeats: true,
      onlyKeys: true,
      run: () => step(-1),
    },
    { id: 'search', label: t('Search threads'), group: 'inbox', keys: '/', run: () => search.current?.focus() },
    { id: 'select', label: t('Select the thread'), group: 'inbox', keys: 'x', run: () => choose(false) },
    {
      id: 'select-range',
      label: t('Select up to the thread'),
      group: 'inbox',
      keys: 'shift+x',
      run: () => choose(true),
    },
    {
      id: 'unread',
      label: t('Mark as unread'),
      group: 'inbox',
      keys: 'u',
      run: () => {
        const id = here();
        if (id) onUnread(id);
      },
    },
    {
      id: 'select-none',
      label: t('Select none'),
      group: 'inbox',
      keys: 'Escape',
      enabled: selected > 0,
      run: onClear,
    },
  ]);
  // The arrows also scroll the conversation: they belong to the inbox only while one is in it, or nowhere in particular.
  const arrow = (by: 1 | -1) => (event: KeyboardEvent) => {
    const at = document.activeElement;
    if (at !== document.body && !scroller.current?.contains(at)) return;
    event.preventDefault();
    step(by);
  };
  const unforced = { preventDefault: false };
  useHotkeys([
    ['ArrowDown', arrow(1), unforced],
    ['ArrowUp', arrow(-1), unforced],
  ]);
}
