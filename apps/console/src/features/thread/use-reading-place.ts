import { type RefObject, useCallback, useRef } from 'react';

/**
 * Keeps what is being read where it is. Not the browser's own scroll anchoring: Safari has none, and it gives up as soon
 * as anybody else moves the scroll position.
 */
export function useReadingPlace(scroller: RefObject<HTMLElement | null>) {
  const visible = useRef<{ node: Element; top: number }[]>([]);

  /** Remembers what is in sight, and where. */
  const note = useCallback(() => {
    const at = scroller.current;
    if (!at) return;
    const frame = at.getBoundingClientRect();
    visible.current = [];
    for (const node of at.querySelectorAll('ol > li')) {
      const { top, bottom } = node.getBoundingClientRect();
      if (top > frame.bottom) break;
      if (bottom > frame.top) visible.current.push({ node, top: top - frame.top });
    }
  }, [scroller]);

  /** Scrolls so that the topmost entry that was in sight, and still exists, is where it was. */
  const keep = useCallback(() => {
    const at = scroller.current;
    const place = visible.current.find(({ node }) => node.isConnected);
    if (at && place)
      at.scrollTop += place.node.getBoundingClientRect().top - at.getBoundingClientRect().top - place.top;
  }, [scroller]);

  /** Whether a message is drawn above everything in sight. */
  const isAbove = useCallback(
    (seq: number) => {
      const at = scroller.current;
      const node = at?.querySelector(`[data-seq~="${seq}"]`);
      return !!at && !!node && node.getBoundingClientRect().bottom < at.getBoundingClientRect().top;
    },
    [scroller],
  );
  return { note, keep, isAbove };
}
