import { notifications } from '@mantine/notifications';
import { type RefObject, useCallback } from 'react';
import { wordsOf } from '../../api/client.ts';
import { t } from '../../text/t.ts';
import type { Place } from './jump.ts';
import { entryOf } from './reading-place.ts';

const flashMs = 1_600;
/** Frames until what was loaded is drawn and stands still. */
const patience = 90;

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Marks an entry for a moment; who listens to the screen goes on from there. */
function mark(entry: Element): void {
  const article = entry.querySelector<HTMLElement>('article');
  if (article) {
    article.tabIndex = -1;
    article.focus({ preventScroll: true });
  }
  entry.setAttribute('data-flash', '');
  setTimeout(() => entry.removeAttribute('data-flash'), flashMs);
}

/** Brings a loaded entry into the middle: near pieces are drawn on the way, and move it. */
async function bringIn(scroller: Element, id: string): Promise<boolean> {
  let still = 0;
  let before: number | undefined;
  for (let frame = 0; frame < patience && still < 3; frame += 1) {
    await nextFrame();
    const entry = entryOf(scroller, id);
    if (!entry) continue;
    entry.scrollIntoView({ block: 'center' });
    const top = entry.getBoundingClientRect().top;
    still = top === before && !entry.closest('[data-far]') ? still + 1 : 0;
    before = top;
  }
  const entry = entryOf(scroller, id);
  if (entry) mark(entry);
  return entry !== null;
}

/** Shows a message of the conversation, or of the threads before it; `reach` loads what is missing on the way. */
export function useJump(
  scroller: RefObject<HTMLElement | null>,
  reach: (place: Place) => Promise<boolean>,
  leaveEnd: () => void,
): (place: Place) => void {
  return useCallback(
    (place: Place) => {
      leaveEnd();
      show(scroller, place, reach).catch((error: unknown) =>
        notifications.show({ color: 'red', title: t('The message didn’t load'), message: wordsOf(error) }),
      );
    },
    [leaveEnd, reach, scroller],
  );
}

async function show(scroller: RefObject<HTMLElement | null>, place: Place, reach: (place: Place) => Promise<boolean>) {
  const reached = await reach(place);
  const at = scroller.current;
  if (!at) return;
  if (reached && (await bringIn(at, `${place.threadId}-${place.seq}`))) return;
  notifications.show({ message: t('That message is not here. It may be in a thread you don’t see.') });
}
