import type { Message } from '#libs/contracts';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { entryOf, isAbove, keepPlace, placeIn, type ReadingPlace } from './reading-place.ts';

interface Input {
  messages: readonly Message[];
  outgoingCount: number;
  /** The first message that was not seen, where it is loaded. */
  firstNew: string | undefined;
  hasOlder: boolean;
  onOlder: () => Promise<unknown>;
}

const nearEnd = 60;
const nearStart = 120;
/** Further than this from the end, the way back has a button. */
const farFromEnd = 600;

/**
 * Stays at the end while the reader is there; while they read further up, what they read stays where it is, whatever
 * comes in above or below. Counts what they have not seen, and what has sorted in above.
 */
export function useStickyScroll({ messages, outgoingCount, firstNew, hasOlder, onOlder }: Input) {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const before = useRef({ last: 0, outgoing: 0 });
  const [seen, setSeen] = useState(0);
  const [above, setAbove] = useState<readonly string[]>([]);
  const [away, setAway] = useState(false);
  const [newAbove, setNewAbove] = useState(false);
  const [loadingOlder, setLoadingOlder] = useState(false);
  const place = useRef<ReadingPlace>([]);
  const last = messages.at(-1)?.seq ?? 0;
  const first = messages[0]?.seq ?? 0;

  const toEnd = useCallback(() => {
    const at = scroller.current;
    if (at) at.scrollTop = at.scrollHeight;
    atEnd.current = true;
    setAway(false);
    setSeen(last);
  }, [last]);

  /** Somebody is about to be taken somewhere else: the end must not hold them. */
  const leaveEnd = useCallback(() => {
    atEnd.current = false;
  }, []);

  useLayoutEffect(() => {
    const at = scroller.current;
    if (!at) return;
    const was = before.current;
    if (atEnd.current || outgoingCount > was.outgoing) toEnd();
    else keepPlace(at, place.current);
    place.current = placeIn(at);
    const arrived = was.last > 0 ? messages.filter((m) => m.seq > was.last && m.direction === 'inbound') : [];
    const hidden = arrived.map((m) => m.id).filter((id) => isAbove(at, id));
    if (hidden.length > 0) setAbove((known) => [...known, ...hidden]);
    if (was.last === 0) setNewAbove(firstNew !== undefined && isAbove(at, firstNew));
    before.current = { last, outgoing: outgoingCount };
  }, [first, firstNew, last, messages, outgoingCount, toEnd]);

  // Photos, a growing composer, a turned phone, pieces drawn: the end, or what is being read, stays in sight.
  useEffect(() => {
    const [at, inside] = [scroller.current, content.current];
    if (!at || !inside) return;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) at.scrollTop = at.scrollHeight;
      else keepPlace(at, place.current);
      place.current = placeIn(at);
    });
    observer.observe(at);
    observer.observe(inside);
    return () => observer.disconnect();
  }, []);

  const older = useCallback(() => {
    setLoadingOlder(true);
    onOlder().then(
      () => setLoadingOlder(false),
      () => setLoadingOlder(false),
    );
  }, [onOlder]);

  const onScroll = useCallback(() => {
    const at = scroller.current;
    if (!at) return;
    place.current = placeIn(at);
    const left = at.scrollHeight - at.scrollTop - at.clientHeight;
    atEnd.current = left < nearEnd;
    setAway(left > farFromEnd);
    setNewAbove(firstNew !== undefined && isAbove(at, firstNew));
    if (atEnd.current) setSeen(last);
    setAbove((known) => (known.every((id) => isAbove(at, id)) ? known : known.filter((id) => isAbove(at, id))));
    if (at.scrollTop < nearStart && hasOlder && !loadingOlder && at.scrollHeight > at.clientHeight) older();
  }, [firstNew, hasOlder, last, loadingOlder, older]);

  /** To the first of those that have sorted in above. */
  const toAbove = useCallback(() => {
    atEnd.current = false;
    const at = scroller.current;
    const nodes = above.flatMap((id) => (at && entryOf(at, id)) ?? []);
    const [top] = nodes.sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top);
    top?.scrollIntoView({ block: 'center' });
    setAbove([]);
  }, [above]);

  const news = messages.filter((m) => m.seq > seen && m.direction !== 'internal' && !above.includes(m.id));
  const unseen = seen === 0 ? 0 : news.length;
  const frame = { scroller, content, onScroll };
  return { frame, toEnd, leaveEnd, older, loadingOlder, unseen, above: above.length, toAbove, away, newAbove };
}
