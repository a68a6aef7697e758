import { type RefObject, useCallback } from 'react';
import type { Place } from './jump.ts';
import { entryOf } from './reading-place.ts';

const flashMs = 1_600;

/** Brings an entry into the middle and marks it for a moment; whoever listens to the screen goes on from there. */
export function showEntry(entry: Element): void {
  entry.scrollIntoView({ block: 'center' });
  const article = entry.querySelector<HTMLElement>('article');
  if (article) {
    article.tabIndex = -1;
    article.focus({ preventScroll: true });
  }
  entry.setAttribute('data-flash', '');
  setTimeout(() => entry.removeAttribute('data-flash'), flashMs);
}

/** Shows a message of the conversation. */
export function useJump(scroller: RefObject<HTMLElement | null>): (place: Place) => void {
  return useCallback(
    ({ threadId, seq }: Place) => {
      const at = scroller.current;
      const entry = at && entryOf(at, `${threadId}-${seq}`);
      if (entry) showEntry(entry);
    },
    [scroller],
  );
}
