/**
 * Keys as commands name them: `a`, `?`, `Escape`, `mod+k` (Ctrl or ⌘), `alt+u`, and `g i` for one after the other.
 * Whether a sign such as `?` or `/` needs Shift depends on the keyboard, so only `shift+x` for letters tells it apart.
 */
export type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'> &
  Partial<Pick<KeyboardEvent, 'getModifierState'>>;

const latin = /^[a-z]$/i;

/** A letter where another script is written or Alt makes a dead key: the key that has it on a Latin keyboard. */
function keyOf({ key, code, altKey }: Pressed): string {
  if (latin.test(key)) return key.toLowerCase();
  const place = /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase();
  const otherScript = key.length === 1 && /\p{L}/u.test(key);
  return place && (otherScript || altKey) ? place : key;
}

/** What was pressed, as commands write it; null for a modifier by itself and for what AltGr writes. */
export function strokeOf(pressed: Pressed): string | null {
  const { ctrlKey, altKey, metaKey, shiftKey, key } = pressed;
  if (['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'Unidentified', 'Process'].includes(key)) return null;
  if (pressed.getModifierState?.('AltGraph') || (ctrlKey && altKey)) return null;
  const name = keyOf(pressed);
  const shift = shiftKey && (latin.test(name) || name.length > 1);
  return [...(ctrlKey || metaKey ? ['mod'] : []), ...(altKey ? ['alt'] : []), ...(shift ? ['shift'] : []), name].join(
    '+',
  );
}

export const sequenceOf = (keys: string): string[] => keys.split(' ');

/** A single key that writes a character: it does nothing while somebody writes, and can be switched off. */
export const writes = (stroke: string): boolean => /^(shift\+)?.$/u.test(stroke);

const names: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Enter: '↵',
  alt: 'Alt',
  shift: 'Shift',
};

const isMac = () => /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? '');

/** As they are printed on the keyboard, a list for each stroke: `[['Ctrl', 'K']]`, `[['G'], ['I']]`. */
export function keyNames(keys: string, mac = isMac()): string[][] {
  const nameOf = (part: string) => {
    if (part === 'mod') return mac ? '⌘' : 'Ctrl';
    return names[part] ?? (latin.test(part) ? part.toUpperCase() : part);
  };
  return sequenceOf(keys).map((stroke) => stroke.split('+').map(nameOf));
}
