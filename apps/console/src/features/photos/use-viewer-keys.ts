import { useEffect, useEffectEvent } from 'react';
import { useShortcutsEnabled } from '../../ui/shortcuts.ts';
import { commandOf, type ViewerCommand } from './viewer-keys.ts';

const writing = 'input:not([type=range]), textarea, select, [contenteditable]';
/** Has a use of its own for arrows and page keys. */
const moving = 'input[type=range], [data-own-arrows] *, [data-own-arrows]';
const moves = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End']);

/**
 * The viewer's keys while it is open; true from `onCommand`: it was of use. Nothing that is typed reaches the thread
 * behind, whose own keys listen on the document.
 */
export function useViewerKeys(onCommand: (command: ViewerCommand, from: Element | null) => boolean): boolean {
  const singles = useShortcutsEnabled();
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    // Tab belongs to the dialog.
    if (event.key === 'Tab') return;
    event.stopPropagation();
    if (event.defaultPrevented || event.isComposing) return;
    const from = event.target instanceof Element ? event.target : null;
    const command = commandOf(event, singles);
    if (!command) return;
    if (from?.matches(writing) && command !== 'close') return;
    if (moves.has(event.key) && from?.matches(moving)) return;
    if (onCommand(command, from)) event.preventDefault();
  });
  useEffect(() => {
    document.body.addEventListener('keydown', onKeyDown);
    return () => document.body.removeEventListener('keydown', onKeyDown);
  }, []);
  return singles;
}
