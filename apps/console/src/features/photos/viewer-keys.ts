import { t } from '../../text/t.ts';

export type ViewerCommand =
  | 'zoom-in'
  | 'zoom-out'
  | 'fit'
  | 'actual'
  | 'left'
  | 'right'
  | 'up'
  | 'down'
  | 'previous'
  | 'next'
  | 'turn-right'
  | 'turn-left'
  | 'brighter'
  | 'darker'
  | 'more-contrast'
  | 'less-contrast'
  | 'as-taken'
  | 'beside'
  | 'reading'
  | 'keys'
  | 'close';

export interface ViewerKey {
  command: ViewerCommand;
  /** As `KeyboardEvent.key`, letters in lower case; the first one is named in the list. */
  keys: readonly string[];
  shift?: boolean;
  does: string;
}

/** One table for what keys do and for the list that says so. */
export const viewerKeys: readonly ViewerKey[] = [
  { command: 'zoom-in', keys: ['+', '='], does: t('Zoom in') },
  { command: 'zoom-out', keys: ['-', '_'], does: t('Zoom out') },
  { command: 'fit', keys: ['0', 'Home'], does: t('Whole photo') },
  { command: 'actual', keys: ['1'], does: t('Actual size') },
  { command: 'left', keys: ['ArrowLeft'], does: t('Move left; previous photo where there is nothing to move') },
  { command: 'right', keys: ['ArrowRight'], does: t('Move right; next photo where there is nothing to move') },
  { command: 'up', keys: ['ArrowUp'], does: t('Move up') },
  { command: 'down', keys: ['ArrowDown'], does: t('Move down') },
  { command: 'previous', keys: ['PageUp', 'p'], does: t('Previous photo') },
  { command: 'next', keys: ['PageDown', 'n'], does: t('Next photo') },
  { command: 'turn-right', keys: ['r'], does: t('Turn right, for everybody') },
  { command: 'turn-left', keys: ['r'], shift: true, does: t('Turn left, for everybody') },
  { command: 'brighter', keys: ['b'], does: t('Brighter') },
  { command: 'darker', keys: ['b'], shift: true, does: t('Darker') },
  { command: 'more-contrast', keys: ['c'], does: t('More contrast') },
  { command: 'less-contrast', keys: ['c'], shift: true, does: t('Less contrast') },
  { command: 'as-taken', keys: ['x'], does: t('Brightness and contrast as taken') },
  { command: 'beside', keys: ['s'], does: t('Side by side with the photo before') },
  { command: 'reading', keys: ['m'], does: t('Meter reading') },
  { command: 'keys', keys: ['?'], does: t('This list') },
  { command: 'close', keys: ['Escape'], does: t('Close') },
];

type Pressed = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>;

/**
 * What a key asks for. `singles`: whether keys that write a character may, which can be switched off. What the browser
 * does with Ctrl and its like stays the browser's.
 */
export function commandOf(
  { key, shiftKey, ctrlKey, altKey, metaKey }: Pressed,
  singles: boolean,
): ViewerCommand | null {
  if (ctrlKey || altKey || metaKey) return null;
  const writes = key.length === 1;
  if (writes && !singles) return null;
  const name = writes ? key.toLowerCase() : key;
  // Whether Shift is needed for a sign such as + depends on the keyboard: only letters tell it apart.
  const letter = writes && name !== key.toUpperCase();
  const found = viewerKeys.find(({ keys, shift = false }) => keys.includes(name) && (!letter || shift === shiftKey));
  return found?.command ?? null;
}

const names: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  PageUp: t('Page up'),
  PageDown: t('Page down'),
  Escape: 'Esc',
};

/** As it is printed on a keyboard. */
export function keyName({ keys, shift }: ViewerKey): string {
  const [key = ''] = keys;
  const name = names[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  return shift ? `Shift ${name}` : name;
}
