/** What is in sight, and how far below the top edge. */
export type ReadingPlace = readonly { node: Element; top: number }[];

export function placeIn(scroller: Element): ReadingPlace {
  const frame = scroller.getBoundingClientRect();
  const visible: { node: Element; top: number }[] = [];
  for (const node of scroller.querySelectorAll('ol > li, [data-far]')) {
    const { top, bottom } = node.getBoundingClientRect();
    if (top > frame.bottom) break;
    if (bottom > frame.top) visible.push({ node, top: top - frame.top });
  }
  return visible;
}

/**
 * Scrolls so that the topmost entry that was in sight, and still exists, is where it was. Not the browser's own scroll
 * anchoring: Safari has none, and it gives up as soon as anybody else moves the scroll position.
 */
export function keepPlace(scroller: Element, place: ReadingPlace): void {
  const held = place.find(({ node }) => node.isConnected);
  if (held)
    scroller.scrollTop += held.node.getBoundingClientRect().top - scroller.getBoundingClientRect().top - held.top;
}

/** The entry that shows a message, by its id. */
export const entryOf = (scroller: Element, id: string): Element | null =>
  scroller.querySelector(`[data-at~="${CSS.escape(id)}"]`);

/** Whether a message is drawn above everything in sight. */
export function isAbove(scroller: Element, id: string): boolean {
  const node = entryOf(scroller, id);
  return node !== null && node.getBoundingClientRect().bottom < scroller.getBoundingClientRect().top;
}
