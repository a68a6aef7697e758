import { type RefObject, useEffect, useState } from 'react';

/** Screens above and below what is in sight that are drawn too, so that scrolling meets nothing unfinished. */
const around = '1500px 0px';

interface Near {
  near: boolean;
  /** How high it was when it was last drawn; null: it never was. */
  height: number | null;
}

/** Whether an element is in sight or soon may be. */
export function useNear(
  element: RefObject<HTMLElement | null>,
  scroller: RefObject<HTMLElement | null>,
  eager: boolean,
): Near {
  const [state, setState] = useState<Near>({ near: eager, height: null });
  useEffect(() => {
    const [at, root] = [element.current, scroller.current];
    if (!at || !root) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const { isIntersecting: near, boundingClientRect } = entries.at(-1)!;
        setState((was) => {
          if (was.near === near) return was;
          return { near, height: was.near ? boundingClientRect.height : was.height };
        });
      },
      { root, rootMargin: around },
    );
    observer.observe(at);
    return () => observer.disconnect();
  }, [element, scroller]);
  return state;
}
