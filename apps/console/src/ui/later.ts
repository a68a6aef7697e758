import { type ComponentType, lazy, useEffect, useState } from 'react';

type Load = () => Promise<unknown>;
const waiting: Load[] = [];
let painted = false;

/** Without a connection it is fetched when it is asked for: a page that can't be reloaded must not try to. */
function soon(load: Load) {
  const fetchIt = () => navigator.onLine && void load().catch(() => undefined);
  // Safari knows no idle time.
  if ('requestIdleCallback' in window) requestIdleCallback(fetchIt, { timeout: 2_000 });
  else setTimeout(fetchIt, 300);
}

/** A part that no first look needs: fetched right after that, so that nobody waits for it. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>) {
  if (painted) soon(load);
  else waiting.push(load);
  return lazy(async () => ({ default: await sure(load) }));
}

/** Without a connection it comes when there is one again: what is only missing must not take the page with it. */
async function sure<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 2_000));
    }
  }
}

/** Once, by whoever holds the page together: from when the first look has all it asked for, what comes later may come. */
export function useLater(asking: () => boolean): void {
  useEffect(() => {
    const latest = Date.now() + 5_000;
    const timer = setInterval(() => {
      if (asking() && Date.now() < latest) return;
      clearInterval(timer);
      painted = true;
      waiting.splice(0).forEach(soon);
    }, 100);
    return () => clearInterval(timer);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once
  }, []);
}

/** Once true, true: what was opened stays mounted, so that it can give the focus back when it closes. */
export function useEver(now: boolean): boolean {
  const [ever, setEver] = useState(now);
  if (now && !ever) setEver(true);
  return ever || now;
}
