import { Menu, type MenuProps, Popover, type PopoverProps } from '@mantine/core';
import { useMounted } from '@mantine/hooks';
import { type Ref, type RefObject, useEffect, useLayoutEffect } from 'react';
import type { Opener } from './opener.ts';

/** Stands for a button that is drawn elsewhere. */
function Anchor({ to, ref }: { to: RefObject<HTMLElement | null>; ref?: Ref<HTMLElement> }) {
  useLayoutEffect(() => {
    if (typeof ref !== 'function') return;
    const forget = ref(to.current);
    return () => void (forget ? forget() : ref(null));
  }, [to, ref]);
  return null;
}

/** Opens once it is mounted, so that it knows where the focus was. */
function useOpened({ opened, arrive }: Opener): boolean {
  useEffect(arrive, [arrive]);
  return useMounted() && opened;
}

/** A menu below an opener's button. */
export function HungMenu({ opener, children, ...menu }: MenuProps & { opener: Opener }) {
  const opened = useOpened(opener);
  return (
    <Menu {...menu} id={opener.id} opened={opened} onChange={opener.set}>
      <Menu.Target>
        <Anchor to={opener.target} />
      </Menu.Target>
      {children}
    </Menu>
  );
}

/** The same for anything else. */
export function HungPopover({ opener, children, ...popover }: PopoverProps & { opener: Opener }) {
  const opened = useOpened(opener);
  return (
    <Popover {...popover} id={opener.id} opened={opened} onChange={opener.set}>
      <Popover.Target>
        <Anchor to={opener.target} />
      </Popover.Target>
      {children}
    </Popover>
  );
}
