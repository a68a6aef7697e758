import { type RefObject, useId, useRef, useState } from 'react';
import { useEver } from './later.ts';

export interface Opener {
  id: string;
  opened: boolean;
  set: (opened: boolean) => void;
  target: RefObject<HTMLButtonElement | null>;
}

/**
 * A button whose menu is loaded later: the button is there from the start and stays the same, and what is asked of it
 * before the menu has come is done when it comes.
 */
export function useOpener(kind: 'menu' | 'dialog') {
  const id = useId();
  const target = useRef<HTMLButtonElement>(null);
  const [opened, set] = useState(false);
  const opener: Opener = { id, opened, set, target };
  const button = {
    id,
    ref: target,
    'aria-haspopup': kind,
    'aria-expanded': opened,
    'aria-controls': opened ? `${id}-dropdown` : undefined,
    onClick: () => set(!opened),
  } as const;
  return { opener, button, used: useEver(opened) };
}
