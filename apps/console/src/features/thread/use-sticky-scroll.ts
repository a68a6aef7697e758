import type { Message } from '#libs/contracts';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

interface Input {
  messages: Message[];
  outgoingCount: number;
  hasOlder: boolean;
  onOlder: () => Promise<void>;
}

const nearEnd = 60;
const nearStart = 120;

/** Stays at the end while the reader is there, stays put while they read further up, and counts what they have not seen. */
export function useStickyScroll({ messages, outgoingCount, hasOlder, onOlder }: Input) {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const before = useRef({ first: 0, last: 0, outgoing: 0, height: 0 });
  const [seen, setSeen] = useState(0);
  const [loadingOlder, setLoadingOlder] = useState(false);
  const last = messages.at(-1)?.seq ?? 0;
  const first = messages[0]?.seq ?? 0;

  const toEnd = useCallback(() => {
    const at = scroller.current;
    if (at) at.scrollTop = at.scrollHeight;
    atEnd.current = true;
    setSeen(last);
  }, [last]);

  useLayoutEffect(() => {
    const at = scroller.current;
    if (!at) return;
    const was = before.current;
    if (first < was.first && was.last > 0) at.scrollTop += at.scrollHeight - was.height;
    else if (atEnd.current || outgoingCount > was.outgoing) toEnd();
    before.current = { first, last, outgoing: outgoingCount, height: at.scrollHeight };
  }, [first, last, outgoingCount, toEnd]);

  // Photos, a growing composer, a turned phone: the end stays in sight.
  useEffect(() => {
    const [at, inside] = [scroller.current, content.current];
    if (!at || !inside) return;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) at.scrollTop = at.scrollHeight;
      before.current.height = at.scrollHeight;
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
    atEnd.current = at.scrollHeight - at.scrollTop - at.clientHeight < nearEnd;
    if (atEnd.current) setSeen(last);
    if (at.scrollTop < nearStart && hasOlder && !loadingOlder && at.scrollHeight > at.clientHeight) older();
  }, [hasOlder, last, loadingOlder, older]);

  const unseen = seen === 0 ? 0 : messages.filter((m) => m.seq > seen && m.direction !== 'internal').length;
  return { scroller, content, onScroll, toEnd, older, loadingOlder, unseen };
}
