import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useImperativeHandle, useLayoutEffect, useReducer, useRef } from 'react';
import type { ListedThread } from '#libs/contracts';
import type { ThreadFilter } from '../../api/thread-list.ts';
import { t } from '../../text/t.ts';
import css from './inbox.module.css';
import type { Selection } from './selection.ts';
import { ThreadRow } from './thread-row.tsx';

/** What the keyboard does to the list. */
export interface ListHandle {
  /** Puts the focus on a row, wherever it is in the list. */
  focus: (index: number) => void;
}

interface Props {
  rows: readonly ListedThread[];
  scroller: RefObject<HTMLDivElement | null>;
  handle: RefObject<ListHandle | null>;
  openId: string | undefined;
  hasMore: boolean;
  /** Nearly everything that is loaded has been seen. */
  onEnd: () => void;
  status: ThreadFilter['status'];
  selection: Selection;
  selecting: boolean;
  onSelect: (id: string, range: boolean) => void;
}

const usualHeight = 88;
const ahead = 6;

/** Only the rows on the screen are drawn, however long the list. What came above while somebody reads further down does not move it. */
export function ThreadList({ rows, scroller, handle, openId, hasMore, onEnd, status, ...choosing }: Props) {
  const focused = useRef<number | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => usualHeight,
    getItemKey: (index) => rows[index]!.id,
    overscan: ahead,
    // The row with the focus stays, or the focus would be lost by scrolling.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      const at = focused.current;
      return at === null || at >= rows.length || shown.includes(at) ? shown : [...shown, at].sort((a, b) => a - b);
    },
  });
  // Drawn in the same moment as its scroller, as where the threads were there first, it measured nothing: once more.
  const [, draw] = useReducer((times: number) => times + 1, 0);
  useEffect(draw, [draw]);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;

  useEffect(() => {
    if (hasMore && last >= rows.length - ahead) onEnd();
  }, [hasMore, last, onEnd, rows.length]);

  useImperativeHandle(handle, () => ({
    focus: (index) => {
      focused.current = index;
      virtual.scrollToIndex(index, { align: 'auto' });
      const id = rows[index]?.id;
      // Drawn with the next frames, where it was not on the screen.
      const put = (tries: number) => {
        const row = id && list.current?.querySelector<HTMLElement>(`[data-thread-row='${CSS.escape(id)}']`);
        if (row) row.focus({ preventScroll: true });
        else if (tries > 0) requestAnimationFrame(() => put(tries - 1));
      };
      put(10);
    },
  }));

  // Somebody who has scrolled down keeps the row before their eyes where it is.
  const anchor = useRef<{ id: string; offset: number } | null>(null);
  const top = scroller.current?.scrollTop ?? 0;
  const first = items.find((item) => item.end > top);
  useLayoutEffect(() => {
    const held = anchor.current;
    const element = scroller.current;
    if (!held || !element || element.scrollTop < usualHeight) return;
    const index = rows.findIndex(({ id }) => id === held.id);
    const start = index < 0 ? undefined : virtual.measurementsCache[index]?.start;
    if (start !== undefined && Math.abs(start - held.offset - element.scrollTop) > 1)
      element.scrollTop = start - held.offset;
    // Only when the rows are others, never while scrolling.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [rows]);
  useEffect(() => {
    anchor.current = first && rows[first.index] ? { id: rows[first.index]!.id, offset: first.start - top } : null;
  });

  const total = hasMore ? -1 : rows.length;
  return (
    <ul
      ref={list}
      aria-label={t('Threads')}
      className={css.list}
      style={{ height: virtual.getTotalSize() }}
      onFocus={({ target }) => {
        const id = target.closest('[data-thread-row]')?.getAttribute('data-thread-row');
        focused.current = rows.findIndex((row) => row.id === id);
      }}
      onBlur={() => (focused.current = null)}
    >
      {items.map(({ key, index, start }) => {
        const thread = rows[index]!;
        return (
          <li
            key={key}
            ref={virtual.measureElement}
            data-index={index}
            className={css.place}
            style={{ transform: `translateY(${start}px)` }}
            aria-setsize={total}
            aria-posinset={index + 1}
          >
            <ThreadRow
              thread={thread}
              open={thread.id === openId}
              status={status}
              selected={choosing.selection.ids.has(thread.id)}
              selecting={choosing.selecting}
              onSelect={(range) => choosing.onSelect(thread.id, range)}
            />
          </li>
        );
      })}
    </ul>
  );
}
