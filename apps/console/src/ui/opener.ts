import { type RefObject, useCallback, useId, useRef, useState } from 'react';
import { useEver } from './later.ts';

export interface Opener {
  id: string;
  opened: boolean;
  set: (opened: boolean) => void;
  /** The menu has come. */
  arrive: () => void;
  target: RefObject<HTMLButtonElement | null>;
}

/**
 * A button whose menu is loaded later: the button is there from the start and stays the same, and what is asked of it
 * before the menu has come is done when it comes. Until then the button says that it is busy.
 */
export function useOpener(kind: 'menu' | 'dialog') {
  const id = useId();
  const target = useRef<HTMLButtonElement>(null);
  const [opened, set] = useState(false);
  const [arrived, setArrived] = useState(false);
  const arrive = useCallback(() => setArrived(true), []);
  const opener: Opener = { id, opened, set, arrive, target };
  const button = {
    id,
    ref: target,
    'aria-haspopup': kind,
    'aria-expanded': opened,
    'aria-busy': (opened && !arrived) || undefined,
    'aria-controls': opened ? `${id}-dropdown` : undefined,
    onClick: () => set(!opened),
  } as const;
  return { opener, button, used: useEver(opened) };
}
